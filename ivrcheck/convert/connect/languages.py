"""Which language a voice speaks that Amazon Connect reads texts with."""

from __future__ import annotations

_VOICES = {
    "en": "Joanna Matthew Salli Ivy Kendra Kimberly Joey Justin Kevin Ruth Stephen Danielle Gregory Patrick "
    "Amy Emma Brian Arthur Olivia Nicole Russell Aria Ayanda Niamh Kajal Aditi Raveena Geraint Jasmine",
    "es": "Lupe Pedro Miguel Penélope Mia Andrés Lucia Conchita Enrique Sergio Raúl Alba",
    "fr": "Léa Lea Rémi Remi Céline Celine Mathieu Gabrielle Liam Chantal Isabelle",
    "de": "Vicki Daniel Marlene Hans Hannah Sabrina Tim Lennart",
    "it": "Bianca Adriano Carla Giorgio Beatrice Lorenzo",
    "pt": "Camila Thiago Vitória Vitoria Ricardo Inês Ines Cristiano",
    "nl": "Laura Lotte Ruben Lisa",
    "ja": "Takumi Kazuha Tomoko Mizuki",
    "ko": "Seoyeon Jihye",
    "pl": "Ola Ewa Maja Jacek Jan",
    "sv": "Elin Astrid",
    "da": "Sofie Naja Mads",
    "nb": "Ida Liv",
    "fi": "Suvi",
    "tr": "Burcu Filiz",
    "ru": "Tatyana Maxim",
    "ro": "Carmen",
    "cy": "Gwyneth",
    "is": "Dóra Dora Karl",
    "ca": "Arlet",
    "yue": "Hiujin",
    "zh": "Zhiyu",
    "ar": "Zeina Hala Zayd",
    "cs": "Jitka",
}
_LANGUAGE = {voice: language for language, voices in _VOICES.items() for voice in voices.split()}


def spoken_by(voice: str) -> str:
    """The language of a voice; empty for one that is not known."""
    return _LANGUAGE.get(voice.strip(), "")
