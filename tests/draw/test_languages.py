"""What is written is read by others: XML parsers, both Graphviz engines, Mermaid's own parser."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ivrcheck.draw.dot import digraph
from ivrcheck.draw.engine import PURE, find
from ivrcheck.draw.mermaid import mermaid
from ivrcheck.draw.picture import ids_of, picture, svg
from tests.cli.run import run
from tests.draw.engines import ENGINES, needs_dot, needs_pure
from tests.draw.recorded import KEPT, ROOT, START
from tests.draw.sketches import NAMES, checked, sketch

SVG = "{http://www.w3.org/2000/svg}"
AWKWARD = "tests/draw/menus/awkward.yaml"
PARSER = Path(__file__).parent / "mermaid"


@needs_pure
@pytest.mark.parametrize("file", KEPT)
def test_the_kept_pictures_are_what_is_written(file: str) -> None:
    ran = run(*KEPT[file], *START, "-o", "-")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == (ROOT / file).read_bytes(), "python -m tests.draw.update"


@needs_pure
def test_the_same_menu_gives_the_same_bytes() -> None:
    for form in ("svg", "dot", "mermaid", "png"):
        words = ("draw", "menus/hospital.yaml", *START, "-o", "-", "--format", form)
        one, two = (run(*words, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2"))
        assert one == two and len(one) > 1000


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_xml_that_says_what_it_shows(name: str, engine: str) -> None:
    drawn = sketch(name)
    root = ET.fromstring(svg(drawn, "x-", engine))
    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == (f"{SVG}svg", "img", "x-title x-desc")
    assert root.findtext(f"{SVG}title") == drawn.title
    assert root.findtext(f"{SVG}desc") == drawn.told
    assert {one.tag for one in root.iter()} <= {SVG + tag for tag in TAGS}
    ids = [one.get("id", "") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) and all(id.startswith("x-") for id in ids)
    titles = {one.get("id"): one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g")}
    assert {f"x-{box.id}": box.told for box in drawn.boxes}.items() <= titles.items()
    assert {f"x-{arrow.id}" for arrow in drawn.arrows} <= set(ids)


TAGS = ("svg", "title", "desc", "g", "path", "polygon", "polyline", "ellipse", "text")


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_in_a_prompt_is_read_as_anything_but_words(engine: str) -> None:
    root = ET.fromstring(svg(sketch(AWKWARD), program=engine))
    said = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert '<script>alert("x")</script>' in said
    assert any("\\N and \\G and \\\\n, press 1." in line for line in said)
    assert any('<script>alert(1)</script> ]]> & "Sons" \\N \\l; %% #1' in line for line in said)
    assert any("\\E" in line for line in said) and not any("graph->end" in line for line in said)
    assert max(map(len, said)) < 80


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_the_text_for_graphviz_is_accepted(name: str, engine: str) -> None:
    program = find(engine)
    source = digraph(sketch(name)).source
    ran = subprocess.run([str(program), "-Tsvg"], input=source.encode(), capture_output=True, check=False)
    assert ran.returncode == 0 and b"Error" not in ran.stderr


@pytest.mark.skipif(
    shutil.which("node") is None or not (PARSER / "node_modules").is_dir(),
    reason="Mermaid's parser is not here: npm install in tests/draw/mermaid",
)
def test_mermaid_reads_its_text(tmp_path: Path) -> None:
    files = []
    for name in NAMES:
        files.append(tmp_path / f"{Path(name).stem}.mmd")
        files[-1].write_text(mermaid(sketch(name)), encoding="utf-8")
    command = ["node", str(PARSER / "parse.js"), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PARSER)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["flowchart-v2"] * len(files)


def test_names_of_steps_are_no_words_of_mermaid() -> None:
    """A box is called by a number, and every sign that could end its words is written by its code."""
    for line in mermaid(sketch(AWKWARD)).splitlines()[3:]:
        first = line.split()[0]
        assert first[0] == "n" or first in ("class", "classDef"), line
        assert "<script" not in line and "\\" not in line.replace("[\\", "").replace("\\]", "")


@needs_pure
def test_letters_that_are_not_latin_have_room() -> None:
    """The engine does not know how wide they are, so the box is made wide enough for them."""
    wide = {}
    for name in ("arabic", "spanish"):
        root = ET.fromstring(svg(sketch(f"tests/draw/menus/{name}.yaml"), program=PURE))
        for group in root.iter(f"{SVG}g"):
            shape = group.find(f"{SVG}polygon")
            if shape is not None and group.get("id"):
                across = [float(point.split(",")[0]) for point in shape.get("points", "").split()]
                wide[group.get("id")] = max(across) - min(across)
    assert wide["reception"] > 120 and wide["main"] > 150


@needs_pure
@pytest.mark.parametrize("name", NAMES)
def test_the_ids_a_finding_leads_over_are_in_the_picture(name: str) -> None:
    facts, found = checked(name)
    root = ET.fromstring(picture(facts, found, prefix="p-"))
    there = {one.get("id") for one in root.iter(f"{SVG}g")}
    for one in found:
        ids = ids_of(facts, one, "p-")
        assert set(ids) <= there
        assert bool(ids) == (one.call is not None)


@needs_pure
def test_a_large_menu_in_latin_letters_is_a_png_without_graphviz() -> None:
    ran = run("draw", "menus/hospital.yaml", "-o", "-", "--format", "png", "--engine", PURE)
    assert (ran.returncode, ran.stderr, ran.stdout[:4]) == (0, b"", b"\x89PNG")


@needs_dot
@needs_pure
def test_png_and_pdf_are_what_they_say(tmp_path: Path) -> None:
    for menu in ("menus/clinic.yaml", "tests/draw/menus/arabic.yaml"):
        for suffix, begins in ((".png", b"\x89PNG"), (".pdf", b"%PDF")):
            file = tmp_path / f"menu{suffix}"
            ran = run("draw", menu, "-o", file)
            assert (ran.returncode, ran.stderr) == (0, b"")
            assert file.read_bytes().startswith(begins)


@needs_pure
def test_a_pdf_is_made_without_graphviz_too(tmp_path: Path) -> None:
    pytest.importorskip("svglib", reason="svglib is not installed: pip install ivrcheck[pdf]")
    file = tmp_path / "menu.pdf"
    ran = run("draw", "menus/clinic.yaml", "-o", file, "--engine", "graphviz-pure")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert file.read_bytes().startswith(b"%PDF")
