"""The words the generated menus are made of. No prompt here offers a key by itself."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Dana Rosa Lee Priya Omar Nina Carl Mei Ivan Ruth Sami Tess Hugo Lena Jude Amir Vera Noel Iris Axel "
    "Faye Gus Hana Igor June Kofi Lola Milo Nora Otis Petra Quin Remy Sara Timo Uma Viktor Wanda Xena Yara "
    "Zane Alma Boris Clara Dirk Elsa Finn Greta Hans Inez Jonas Kira Lars Mona Nils Olga Paul Rhea Stan Tara"
)
LAST_NAMES = _words(
    "Ortiz Lee Park Shah Haddad Berg Moss Chen Petrov Cole Aziz Lund Weber Novak Reyes Khan Sokol Dubois "
    "Marsh Keller Byrne"
)
ROLES = ("Adviser", "Coordinator", "Specialist", "Assistant", "Planner", "Clerk", "Technician")

TRADES = _words(
    "roof kitchen dental garden travel heating claims parking boat window school pension vision legal "
    "freight pool fleet solar plumbing rental wedding museum library transit festival harbor orchard clinic "
    "carpet studio bakery printing hearing moving stable archive choir market theater airport"
)
MATTERS = _words(
    "repairs orders bookings refunds deliveries estimates permits contracts memberships inspections supplies "
    "payments records warranties subscriptions visits"
)

WELCOMES = (
    "Thank you for calling Harbor County Services. If this is an emergency, hang up and dial 911.",
    "Welcome to Harbor County Services. If this is an emergency, hang up now and dial 911.",
)
LEADS = (
    "You have reached {subject}.",
    "This is the {subject} desk.",
    "These are the choices for {subject}.",
    "How can we help with {subject}?",
)
NOTICES = (
    "Please have your paperwork for {subject} at hand, so that we can find your file quickly.",
    "Since the first of the month {subject} are handled at our new building on Front Street. Visitors park "
    "free behind the building.",
    "We are now connecting you with the team for {subject}. A recent letter from us helps, if you have one.",
    "Calls about {subject} may be recorded for training.",
    "The next drop-in day for {subject} is the first Tuesday of the month.",
)
ANSWERS = (
    "The counter for {subject} is at 12 Front Street, on the ground floor, next to the library entrance.",
    "Forms for {subject} are in the rack by the front door. Hand them in at the counter or post them to us.",
    "Letters about {subject} leave our office within a week. You need not do anything until yours arrives.",
)
HOLDS = (
    "Everyone who handles {subject} is busy with other callers. Calls are answered in order. To leave a "
    "message instead, press 1.",
    "Our lines for {subject} are busy right now. To leave a message instead, press 1.",
)
BOOKINGS = (
    "Our lines for {subject} are still busy. To be called back by the end of the next business day, press 1.",
    "We can call you back about {subject} by the end of the next business day. To book a call, press 1.",
)
MESSAGES = {
    "1 business day": (
        "Leave your name, number and question about {subject}. We call back by the end of the next business "
        "day. To speak with someone, press 0."
    ),
    "4 working hours": (
        "Leave your name and number for {subject}. We call back within 4 working hours. To speak with "
        "someone, press 0."
    ),
}
DIRECTORY_PROMPTS = (
    "Spell the last name of the colleague for {subject} on your keypad. To speak with someone, press 0.",
)
COLLECTS = (
    "Please enter the six digit number on your letter about {subject}, then press pound.",
    "Please enter the six digits at the top of your form for {subject}, then press pound.",
)
QUESTIONS = (
    "Is there an open case about {subject} for this caller?",
    "Has the manager on the floor switched {subject} to the overflow line?",
)
NOTES = (
    "Wording agreed with the team lead in spring",
    "Recorded by Nina in the quiet room",
    "Check with the team before changing this",
    "Moved here from the old system",
)
