"""The language server as an editor meets it: over its input and output, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ivrcheck.check import check_paths
from ivrcheck.editor.mends import mends
from tests.cli.run import ROOT, at_terminal, environment
from tests.editor.client import PATIENCE, START, Editor, editor, process, run, said_aside

CLINIC = (ROOT / "menus" / "clinic-trapped.yaml").read_text(encoding="utf-8")
SMALL = """\
ivrcheck: 1
name: Small
timezone: America/New_York
managed_by: ada
people:
  ada: {name: Ada Moss, role: Owner, extension: 1}
hours:
  shop: {mon-fri: 09:00-17:00, holidays: none}
teams:
  desk: {members: [ada], hours: shop}
topics:
  bill: A bill
entry:
  "+1 207 555 0171": ring_ada
steps:
  ring_ada: {kind: ring, who: desk, no_answer: messages}
  messages:
    kind: voicemail
    prompt: Leave your name and number. We call back by the end of the next business day.
    owner: ada
    callback_within: 1 business day
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ivrcheck.toml").write_text(START, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    return tmp_path


def parts(folder: Path) -> tuple[str, str]:
    """A menu in two files, and their texts."""
    people, main = SMALL.partition("people:\n")[2].partition("hours:\n")[0], SMALL
    main = main.replace(f"people:\n{people}", "include: [parts/people.yaml]\n")
    (folder / "parts").mkdir()
    (folder / "main.yaml").write_text(main, encoding="utf-8")
    (folder / "parts" / "people.yaml").write_text(f"people:\n{people}", encoding="utf-8")
    return main, f"people:\n{people}"


def test_says_what_a_check_says_with_places_levels_and_what_else_belongs_to_it(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("clinic.yaml")
            found = await here.found("clinic.yaml")
        report = check_paths([folder / "clinic.yaml"])
        assert [one.code for one in found] == [one.code for one in report.findings]
        levels = {"IVR201": 1, "IVR601": 2, "IVR308": 3}
        assert {one.code: one.severity for one in found if one.code in levels} == levels
        zero = next(one for one in found if one.code == "IVR201")
        line = CLINIC.splitlines()[zero.range.start.line]
        assert line[zero.range.start.character : zero.range.end.character] == "main"
        assert "The call that shows it:\n- A call to" in zero.message and "What to do: " in zero.message
        assert {one.source for one in found} == {"ivrcheck"} and not any(one.tags for one in found)
        related = [place for one in found for place in one.related_information or ()]
        assert related and {place.location.uri for place in related} == {here.uri("clinic.yaml")}

    run(work)


def test_of_many_keystrokes_only_the_last_is_checked(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder, delay=300) as here:
            here.open("small.yaml")
            assert not await here.found("small.yaml")
            for length in range(1, 21):
                last = here.type(
                    "small.yaml", SMALL.replace("no_answer: messages", f"no_answer: {'m' * length}")
                )
            found = await here.found("small.yaml", last)
            assert [one.code for one in found] == ["IVR005"] and "m" * 20 in found[0].message
            assert [one.version for one in here.published[here.uri("small.yaml")]] == [1, last]

    run(work)


def test_what_is_old_is_never_said_after_what_is_new(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("clinic.yaml")
            for number in range(60):
                last = here.type("clinic.yaml", CLINIC + f"# {number}\n" * number)
                await asyncio.sleep(0.01)
            await here.found("clinic.yaml", last)
            versions = [one.version or 0 for one in here.published[here.uri("clinic.yaml")]]
            assert versions == sorted(versions) and versions[-1] == last

    run(work)


def test_half_a_file_has_findings_and_ends_nothing(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("small.yaml", "")
            assert not await here.found("small.yaml")
            for end in range(len("ivrcheck: 1\n"), len(SMALL), 37):
                version = here.type("small.yaml", SMALL[:end])
                assert await here.found("small.yaml", version), SMALL[:end]
            version = here.type("small.yaml", SMALL.replace("{name: Ada", "{name: 'Ada"))
            assert await here.codes("small.yaml", version) == ["IVR001"]
            version = here.type("small.yaml", SMALL)
            assert not await here.found("small.yaml", version)

    run(work)


def test_two_files_at_once_have_each_their_own_findings(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("clinic.yaml")
            here.open("small.yaml", SMALL.replace("who: desk", "who: dsek"))
            assert await here.codes("small.yaml") == ["IVR005"]
            assert "IVR201" in await here.codes("clinic.yaml")
            here.close("clinic.yaml")
            assert not await here.found("clinic.yaml", None)
            assert await here.codes("small.yaml") == ["IVR005"]

    run(work)


def test_other_yaml_is_left_alone(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("compose.yaml", "services:\n  web: {image: nginx}\n")
            assert not await here.found("compose.yaml")
            assert not await here.completed("compose.yaml", "services:\n  web: {image: nginx}\n¦")

    run(work)


def test_a_part_is_checked_with_the_menu_that_includes_it_as_both_stand_in_the_editor(folder: Path) -> None:
    main, people = parts(folder)

    async def work() -> None:
        async with editor(folder) as here:
            here.open("parts/people.yaml")
            assert not await here.found("parts/people.yaml")
            version = here.type("parts/people.yaml", people.replace("name: Ada", "nmae: Ada"))
            assert "IVR003" in await here.codes("parts/people.yaml", version)
            here.open("main.yaml", main.replace("managed_by: ada", "managed_by: adam"))
            assert await here.codes("main.yaml") == ["IVR005"]
            before = len(here.published[here.uri("main.yaml")])
            here.type("parts/people.yaml", people.replace("ada:", "adam:"))
            found = await here.found("main.yaml", after=before)
            assert len(found) == 2 and all("“ada” is named here" in one.message for one in found)
            here.close("parts/people.yaml")
            assert not await here.found("parts/people.yaml", None)
            await here.codes("main.yaml")

    run(work)


def test_files_that_change_on_disk_are_looked_at_again(folder: Path) -> None:
    _, people = parts(folder)

    async def work() -> None:
        async with editor(folder) as here:
            here.open("main.yaml")
            assert not await here.found("main.yaml")
            assert [one.method for one in here.registered] == ["workspace/didChangeWatchedFiles"]
            (folder / "parts" / "people.yaml").write_text(people.replace("ada:", "eve:"), encoding="utf-8")
            event = types.FileEvent(here.uri("parts/people.yaml"), types.FileChangeType.Changed)
            here.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert "“ada” is named here" in (await here.found("main.yaml", after=1))[0].message
            here.close("main.yaml")
            assert not await here.found("main.yaml", None)

    run(work)


def test_definitions_and_references_go_across_files_and_open_texts(folder: Path) -> None:
    main, people = parts(folder)

    async def work() -> None:
        async with editor(folder) as here:
            here.open("main.yaml")
            here.open("parts/people.yaml", "\n" + people)
            ask, client = here.ask, here.client
            at = here.at("main.yaml", main, "ada], hours")
            place = await ask(client.text_document_definition_async, types.DefinitionParams(**at))
            assert isinstance(place, types.Location)
            assert (place.uri, place.range.start.line) == (here.uri("parts/people.yaml"), 2)
            for mark, line in (("desk, no_answer", "desk:"), ("shop}", "shop:"), ("messages}", "messages:")):
                at = here.at("main.yaml", main, mark)
                place = await ask(client.text_document_definition_async, types.DefinitionParams(**at))
                assert isinstance(place, types.Location)
                assert main.splitlines()[place.range.start.line].strip().startswith(line)
            at = here.at("parts/people.yaml", "\n" + people, "ada:")
            context = types.ReferenceContext(include_declaration=False)
            found = await ask(client.text_document_references_async, types.ReferenceParams(context, **at))
            lines = [main.splitlines()[one.range.start.line].strip() for one in found or ()]
            assert lines == ["managed_by: ada", "desk: {members: [ada], hours: shop}", "owner: ada"]
            nothing = here.at("main.yaml", main, "Leave your name")
            assert not await ask(client.text_document_definition_async, types.DefinitionParams(**nothing))

    run(work)


async def hovered(here: Editor, name: str, text: str, mark: str) -> str:
    """What is said about the word at a mark; nothing where nothing is."""
    params = types.HoverParams(**here.at(name, text, mark))
    found = await here.ask(here.client.text_document_hover_async, params)
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def test_pointing_at_words_tells_who_gets_where_and_when(folder: Path) -> None:
    async def work() -> None:
        text = SMALL + "accept:\n  - {rule: IVR308, reason: It is small, by: ada, until: 2027-03-31}\n"
        async with editor(folder, markdown=False) as here:
            here.open("small.yaml", text)
            assert await here.codes("small.yaml") == ["IVR606"]
            said = await hovered(here, "small.yaml", text, "messages}")
            assert "Leave your name and number." in said and "Answered by Ada Moss" in said
            assert "- tone: message left" in said and "Calls can come to “messages”: always." in said
            assert "by pressing" not in said and "without pressing anything" in said
            said = await hovered(here, "small.yaml", text, "ada:")
            assert (
                "Ada Moss, Owner" in said
                and "Can be rung: Monday to Friday 09:00–17:00 (40 hours a week)" in said
            )
            assert "Rung at “ring_ada”" in said and "Answers messages left at “messages”" in said
            assert "Open Monday to Friday" in await hovered(here, "small.yaml", text, "shop}\ntopics")
            assert "desk: team\nAda Moss." in await hovered(here, "small.yaml", text, "desk, no_answer")
            assert "A bill\nCallers about it can" in await hovered(here, "small.yaml", text, "bill:")
            assert "IVR308 no-way-out-of-voicemail" in await hovered(here, "small.yaml", text, "IVR308")
            assert "The caller can leave a message." in await hovered(here, "small.yaml", text, "voicemail")
            assert "whose job it is to call back" in await hovered(here, "small.yaml", text, "owner:")
            assert await hovered(here, "small.yaml", text, "Leave your") == ""
            broken = text.replace("hours: shop}", "hours: [shop}")
            version = here.type("small.yaml", broken)
            assert "IVR001" in await here.codes("small.yaml", version)
            assert "Ada Moss, Owner" in await hovered(here, "small.yaml", broken, "ada:")

    run(work)


def test_what_is_said_in_markdown_is_words_and_nothing_else(folder: Path) -> None:
    async def work() -> None:
        text = SMALL.replace("Ada Moss", "Ada <b>*Moss*</b> _x_")
        async with editor(folder) as here:
            here.open("small.yaml", text)
            await here.found("small.yaml")
            said = await hovered(here, "small.yaml", text, "ada:")
            assert said.startswith("**Ada \\<b\\>\\*Moss\\*\\</b\\> \\_x\\_, Owner**")

    run(work)


def test_suggests_what_a_place_takes_also_while_the_text_is_broken(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("small.yaml")
            done = SMALL.replace("who: desk", "who: ¦")
            assert await here.completed("small.yaml", done) == ["ada", "desk"]
            done = SMALL.replace("no_answer: messages", "no_answer: m¦")
            assert await here.completed("small.yaml", done) == ["ring_ada", "messages"]
            assert await here.completed("small.yaml", SMALL.replace("kind: ring", "kind: ¦")) == sorted(
                await here.completed("small.yaml", SMALL.replace("kind: voicemail", "kind: ¦")),
                key=["play", "menu", "hours", "ring", "queue", "transfer", "voicemail", "callback", "collect",
                     "lookup", "retry", "directory", "language", "hangup"].index,
            )  # fmt: skip
            broken = SMALL.replace("no_answer: messages}", "¦")
            found = await here.completed("small.yaml", broken)
            assert "no_answer" in found and "busy" in found and not {"who", "kind", "team"} & {*found}
            found = await here.completed("small.yaml", SMALL + "    ¦")
            assert {"backup", "notify"} <= {*found} and "owner" not in found
            assert await here.completed("small.yaml", SMALL + "  bye: {kind: hangup, resolves: [¦") == [
                "bill",
                "any",
            ]
            assert await here.completed("small.yaml", SMALL.replace("shop}\ntopics", "¦}\ntopics")) == [
                "shop"
            ]
            assert await here.completed("small.yaml", SMALL.replace("[ada]", "[¦]")) == ["ada"]
            assert "too-many-keys" in await here.completed("small.yaml", SMALL + "accept:\n  - {rule: ¦")
            assert await here.completed("small.yaml", SMALL + "    confirm: ¦") == []
            assert await here.completed("small.yaml", SMALL.replace("holidays: none}", "¦}")) != []
            assert await here.completed("small.yaml", SMALL.replace("Leave your", "Leave ¦ your")) == []
            assert "people" in await here.completed("small.yaml", "¦")
            found = await here.completed("small.yaml", SMALL.replace("mon-fri: 09:00-17:00, ", "¦"))
            assert found == ["mon-fri", "closed", "open", "seasons"]
            written = SMALL.replace("callback_within: 1 business day", "callback_within: ¦")
            assert await here.completed("small.yaml", written) == ["1 business day", "4 working hours", "24h"]

    run(work)


@pytest.mark.parametrize("encoding, units", [(None, 2), ("utf-16", 2), ("utf-8", 4), ("utf-32", 1)])
def test_places_are_counted_as_the_editor_counts_them(folder: Path, encoding: str | None, units: int) -> None:
    async def work() -> None:
        text = SMALL.replace("name: Ada Moss, role: Owner", "name: 😀, rloe: Owner").replace("\n", "\r\n")
        async with editor(folder, encodings=[encoding] if encoding else None) as here:
            assert here.capabilities and here.capabilities.position_encoding == (encoding or "utf-16")
            here.open("small.yaml", text)
            (found,) = await here.found("small.yaml")
            start = len("  ada: {name: , ") + units
            assert found.range == types.Range(types.Position(5, start), types.Position(5, start + 4))

    run(work)


def test_settings_near_the_file_count_and_wrong_ones_are_said(folder: Path) -> None:
    async def work() -> None:
        settings = folder / "ivrcheck.toml"
        async with editor(folder) as here:
            here.open("clinic.yaml")
            assert "IVR601" in await here.codes("clinic.yaml")
            settings.write_text(START + 'ignore = ["IVR601"]\n', encoding="utf-8")
            here.client.text_document_did_save(types.DidSaveTextDocumentParams(here.document("clinic.yaml")))
            version = here.type("clinic.yaml", CLINIC + "\n")
            assert "IVR601" not in await here.codes("clinic.yaml", version)
            settings.write_text('strat = "x"\n', encoding="utf-8")
            version = here.type("clinic.yaml", CLINIC + "\n\n")
            (found,) = await here.found("clinic.yaml", version)
            assert "there is no setting “strat” here. Did you mean “start”?" in found.message
            assert (
                found.range.start == types.Position(0, 0) and found.severity == types.DiagnosticSeverity.Error
            )

    run(work)


def test_the_outline_lists_what_is_written_where(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            here.open("small.yaml")
            params = types.DocumentSymbolParams(here.document("small.yaml"))
            found = await here.ask(here.client.text_document_document_symbol_async, params)
            tree = {one.name: one for one in found or () if isinstance(one, types.DocumentSymbol)}
            assert list(tree) == ["people", "hours", "teams", "topics", "entry", "steps"]
            inner = [(one.name, one.detail) for one in tree["steps"].children or ()]
            assert inner == [("ring_ada", "ring"), ("messages", "voicemail")]
            for one in (*tree.values(), *(tree["steps"].children or ())):
                assert (
                    one.range.start <= one.selection_range.start <= one.selection_range.end <= one.range.end
                )

    run(work)


def test_mends_are_offered_where_there_are_any(folder: Path) -> None:
    text = SMALL.replace("who: desk", "who: dsek")

    async def work() -> None:
        async with editor(folder) as here:
            here.open("small.yaml", text)
            params = types.CodeActionParams(
                here.document("small.yaml"),
                types.Range(types.Position(0, 0), types.Position(99, 0)),
                types.CodeActionContext(await here.found("small.yaml")),
            )
            found = await here.ask(here.client.text_document_code_action_async, params)
        (folder / "small.yaml").write_text(text, encoding="utf-8")
        titles = [mend.title for mend in mends(check_paths([folder / "small.yaml"], date(2026, 11, 23)))]
        offered = [one for one in found or () if isinstance(one, types.CodeAction)]
        assert [one.title for one in offered if one.kind == types.CodeActionKind.QuickFix] == titles
        assert [one for one in offered if one.kind == "source.fixAll.ivrcheck"] or not titles

    run(work)


def test_what_cannot_be_understood_ends_nothing_and_shows_no_traceback(folder: Path) -> None:
    async def work() -> None:
        async with editor(folder) as here:
            protocol = here.client.protocol
            protocol.notify("textDocument/didChange", {"textDocument": 7})
            protocol.notify("made/up", {"a": 1})
            protocol.send_request("textDocument/hover", {"nothing": 1})
            protocol.send_request("textDocument/completion", {"textDocument": []})
            with pytest.raises(JsonRpcException, match="Method Not Found"):
                await asyncio.wait_for(protocol.send_request_async("made/up", {"a": 1}), PATIENCE)
            nowhere = types.Position(9999, 9999)
            here.open("small.yaml")
            for name in ("small.yaml", "not-open.yaml"):
                params = types.HoverParams(here.document(name), nowhere)
                assert await here.ask(here.client.text_document_hover_async, params) is None
            untitled = types.TextDocumentItem("untitled:Untitled-1", "yaml", 1, SMALL)
            here.client.text_document_did_open(types.DidOpenTextDocumentParams(untitled))
            here.open("clinic.yaml", "ivrcheck: 1\nname: \ud83d\n")
            assert await here.codes("clinic.yaml") == ["IVR010"]
            assert not await here.found("small.yaml")
        said = await said_aside(here)
        assert process(here).returncode == 0 and "Traceback" not in said
        assert all(line.startswith("ivrcheck: ") for line in said.splitlines())

    run(work)


@pytest.mark.parametrize(
    "message", [b"", b"Content-Length: 5\r\n\r\n{{{{{", b"hello\n", b"Content-Length: 900\r\n\r\n{"]
)
def test_the_server_ends_with_its_editor(message: bytes) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ivrcheck", "lsp"],
        cwd=ROOT, env=environment(), input=message, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert ran.returncode == 1 and b"Traceback" not in ran.stderr
    for body in re.findall(rb"\r\n\r\n(\{.*?\})(?=Content|$)", ran.stdout):
        assert json.loads(body)["jsonrpc"] == "2.0"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this sort")
def test_at_a_terminal_it_says_whom_it_is_for() -> None:
    status, shown = at_terminal([sys.executable, "-m", "ivrcheck", "lsp"])
    assert status == 2 and "for an editor to start; docs/editors.md says how." in shown


def test_without_its_package_the_command_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['ivrcheck', 'lsp']\n"
        "from ivrcheck.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, check=False)
    assert ran.returncode == 2 and ran.stderr == (
        "ivrcheck: For editors one more package is needed; install it with: pip install ivrcheck[editor]\n"
    )
