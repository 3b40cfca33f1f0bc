"""What the page does on each action."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.adapters.model_consent import Agreement, Consent
from advisor.domain import Advice, Step
from advisor.domain.model import RemoteModel
from advisor.errors import AdvisorError, InputError, NotFoundError
from advisor.testing import MemoryRecords
from advisor.ui.handlers import Handlers
from advisor.ui.views import Exports, View
from tests.ui.fake_advisor import FakeAdvisor

OURS, THEIRS = "ours", "theirs"


def final(views: Iterator[View]) -> View:
    return list(views)[-1]


def ask(handlers: Handlers, question: str, conversation_id: str = "", **options: Any) -> View:
    return final(handlers.ask(question, conversation_id, workspace=OURS, **options))


def test_a_question_runs_through_its_steps_to_a_saved_answer(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    views = list(handlers.ask("What first?", "", workspace=OURS))
    first, *middle, last = views
    assert (first.busy, first.box, first.pending) == (True, "", "What first?")
    assert ["Gathering evidence: 12 passages…" in (view.status or "") for view in middle] == [
        True,
        False,
    ]
    assert last.busy is False
    assert last.pending == ""
    assert "Write the business result" in (last.conversation or "")
    (saved,) = fake.conversations.list_conversations(workspace=OURS)
    assert saved.conversation_id == last.conversation_id
    assert saved.title == "What first?"


def test_a_follow_up_is_asked_with_the_earlier_turns(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "What first?").conversation_id or ""
    view = ask(handlers, "And then?", opened)
    _, history, _ = fake.asked[-1]
    assert [turn.role for turn in history] == ["user", "assistant"]
    assert history[0].text == "What first?"
    assert "Write the business result" in history[1].text
    assert view.conversation_id == opened
    assert "Read as" in (view.conversation or "")


def test_a_question_that_cannot_be_used_comes_back_to_the_box(handlers: Handlers) -> None:
    view = ask(handlers, "  ")
    assert view.box == "  "
    assert view.busy is False
    assert "Write a question first." in (view.status or "")
    assert view.conversation is None, "the conversation stays as it is"


def test_a_suggestion_leaves_the_draft_in_the_box_alone(handlers: Handlers) -> None:
    views = list(handlers.ask("What first?", "", workspace=OURS, from_box=False))
    assert {view.box for view in views} == {None}


def test_an_edited_question_replaces_the_last_exchange(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    opened = ask(handlers, "Frist?").conversation_id or ""
    editing = handlers.edit(opened, workspace=OURS)
    assert editing.box == "Frist?"
    ask(handlers, "First?", opened, editing=editing.editing or "")
    conversation = fake.conversations.get_conversation(opened, workspace=OURS)
    assert [item.advice.question for item in conversation.exchanges] == ["First?"]
    assert fake.asked[-1][1] == (), "the replaced exchange is not part of the history"


def test_an_edit_that_fails_loses_nothing_and_stays_an_edit(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    editing = handlers.edit(opened, workspace=OURS).editing or ""
    view = ask(handlers, " ", opened, editing=editing)
    assert "Editing your last question" in (view.status or "")
    conversation = fake.conversations.get_conversation(opened, workspace=OURS)
    assert [item.advice.question for item in conversation.exchanges] == ["First?"]


def test_a_retry_answers_the_same_question_in_place(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    before = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id
    final(handlers.retry(opened, workspace=OURS))
    (after,) = fake.conversations.get_conversation(opened, workspace=OURS).exchanges
    assert after.advice.question == "First?"
    assert after.exchange_id != before


def test_a_changed_reading_is_passed_on_as_it_was_written(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    opened = ask(handlers, "And her?").conversation_id or ""
    view = final(handlers.reread("And the designer?", opened, workspace=OURS))
    assert fake.asked[-1] == ("And her?", (), "And the designer?")
    assert "And the designer?" in (view.conversation or "")


@pytest.mark.parametrize("action", ["retry", "edit"])
def test_there_is_nothing_to_repeat_on_an_empty_page(handlers: Handlers, action: str) -> None:
    result = getattr(handlers, action)("", workspace=OURS)
    view = result if isinstance(result, View) else final(result)
    assert "no question to ask again" in (view.status or "")


def test_closing_the_views_closes_the_running_question(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    views = handlers.ask("What first?", "", workspace=OURS)
    next(views)
    next(views)
    assert fake.closed == 0
    views.close()  # type: ignore[attr-defined]
    assert fake.closed == 1
    assert fake.conversations.list_conversations(workspace=OURS) == ()


def test_a_stopped_question_goes_back_to_the_box(handlers: Handlers) -> None:
    view = handlers.stopped("What first?")
    assert view.box == "What first?"
    assert view.busy is False
    assert "Nothing was saved" in (view.status or "")


def test_stopping_a_suggestion_leaves_the_box_alone(handlers: Handlers) -> None:
    assert handlers.stopped("").box is None


def test_an_unforeseen_failure_is_said_and_keeps_the_text(handlers: Handlers) -> None:
    view = handlers.failed("What first?", "")
    assert view.box == "What first?"
    assert "Something went wrong" in (view.status or "")


def test_a_run_that_the_user_ended_is_not_called_a_failure(handlers: Handlers) -> None:
    assert handlers.failed("What first?", "stopped") == handlers.stopped("What first?")
    assert handlers.failed("What first?", "left") == View()


def test_an_advisor_that_ends_without_an_answer_is_said_to_have_failed(exports: Exports) -> None:
    class Silent(FakeAdvisor):
        def ask_steps(self, question: str, **_: Any) -> Iterator[Step | Advice]:
            return iter([Step(name="Thinking")])

    handlers = Handlers(Silent(MemoryRecords()), exports=exports)
    assert "was not answered" in (ask(handlers, "What first?").status or "")


def test_a_conversation_opens_with_its_citations_after_a_restart(
    fake: FakeAdvisor, exports: Exports
) -> None:
    opened = ask(Handlers(fake, exports=exports), "First?").conversation_id or ""
    view = Handlers(fake, exports=exports).start(opened, workspace=OURS)
    assert view.conversation_id == opened
    assert 'data-do="cite"' in (view.conversation or "")
    assert "<mark" in (view.sources or "")


def test_a_forgotten_conversation_starts_an_empty_page_without_a_complaint(
    handlers: Handlers,
) -> None:
    view = handlers.start("gone", workspace=OURS)
    assert view.conversation_id == ""
    assert "no such conversation" not in (view.status or "")


def test_opening_a_conversation_that_is_gone_says_so(handlers: Handlers) -> None:
    view = handlers.open("gone", workspace=OURS)
    assert view.conversation_id == ""
    assert "no such conversation" in (view.status or "")


def test_another_workspace_sees_and_touches_nothing(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    exchange = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id
    assert handlers.open(opened, workspace=THEIRS).conversation_id == ""
    assert "no such" in (handlers.rename(opened, "x", "", workspace=THEIRS).status or "")
    assert "no such" in (handlers.delete(opened, "", workspace=THEIRS).status or "")
    refused = handlers.rate(exchange, "up", "", opened, workspace=THEIRS)
    assert "no such" in (refused.status or "")
    with pytest.raises(NotFoundError):
        handlers.download(exchange, opened, "md", workspace=THEIRS)
    assert "no such" in (final(handlers.ask("x", opened, workspace=THEIRS)).status or "")


def test_a_renamed_conversation_shows_its_new_title(handlers: Handlers) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    view = handlers.rename(opened, "My bookkeeper", opened, workspace=OURS)
    assert "My bookkeeper" in (view.sidebar or "")


def test_an_empty_title_is_refused(handlers: Handlers) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    assert "title is empty" in (handlers.rename(opened, " ", opened, workspace=OURS).status or "")


def test_deleting_the_open_conversation_leaves_an_empty_page(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    view = handlers.delete(opened, opened, workspace=OURS)
    assert view.conversation_id == ""
    assert "oa-welcome" in (view.conversation or "")
    assert fake.conversations.list_conversations(workspace=OURS) == ()


def test_deleting_another_conversation_keeps_the_open_one(handlers: Handlers) -> None:
    other = ask(handlers, "Other?").conversation_id or ""
    opened = ask(handlers, "First?").conversation_id or ""
    view = handlers.delete(other, opened, workspace=OURS)
    assert view.conversation_id is None
    assert "Other?" not in (view.sidebar or "")


def test_an_opinion_is_kept_with_its_reason(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    exchange = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id
    view = handlers.rate(exchange, "down", " too long ", opened, workspace=OURS)
    feedback = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].feedback
    assert feedback is not None
    assert (feedback.rating, feedback.reason) == ("down", "too long")
    assert "Your note: too long" in (view.conversation or "")


def test_an_unknown_rating_is_refused(handlers: Handlers) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    view = handlers.rate("any", "sideways", "", opened, workspace=OURS)
    assert "Helpful or Not helpful" in (view.status or "")


def test_a_download_is_made_in_memory_and_named_after_the_question(
    handlers: Handlers, fake: FakeAdvisor
) -> None:
    opened = ask(handlers, "What comes first, /etc/passwd?").conversation_id or ""
    exchange = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id
    markdown = handlers.download(exchange, opened, "md", workspace=OURS)
    word = handlers.download(exchange, opened, "docx", workspace=OURS)
    assert markdown.name == "what-comes-first-etc-passwd.md"
    assert base64.b64decode(markdown.content).startswith(b"# What comes first")
    assert re.fullmatch(r"[a-z-]+\.docx", word.name)
    assert base64.b64decode(word.content) == b"DOCX:What comes first, /etc/passwd?"


def exchange_id(fake: FakeAdvisor, opened: str) -> str:
    return fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id


def test_a_filled_form_is_saved_as_it_was_answered(handlers: Handlers, fake: FakeAdvisor) -> None:
    fake.document = "### Deal\n\n| Item | What |\n|---|---|\n| Firm | The bakery |"
    opened = ask(handlers, "Make the scorecard").conversation_id or ""
    exchange = exchange_id(fake, opened)
    saved = handlers.download(exchange, opened, "form-md", workspace=OURS)
    assert saved.name == "vendor-scorecard-filled.md"
    assert "The bakery" in base64.b64decode(saved.content).decode()
    for kind in ("form-docx", "form-xlsx"):
        content = handlers.download(exchange, opened, kind, workspace=OURS).content
        assert base64.b64decode(content).startswith(b"PK")


def test_an_answer_without_a_form_has_none_to_save(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "What first?").conversation_id or ""
    with pytest.raises(NotFoundError, match="no form"):
        handlers.download(exchange_id(fake, opened), opened, "form-md", workspace=OURS)


def test_only_known_kinds_of_file_can_be_downloaded(handlers: Handlers, fake: FakeAdvisor) -> None:
    opened = ask(handlers, "First?").conversation_id or ""
    exchange = fake.conversations.get_conversation(opened, workspace=OURS).exchanges[0].exchange_id
    with pytest.raises(InputError):
        handlers.download(exchange, opened, "exe", workspace=OURS)
    with pytest.raises(AdvisorError):
        handlers.download("gone", opened, "md", workspace=OURS)


REMOTE = RemoteModel(place="models.example", leaves=("The <question> goes there.",))


@pytest.fixture
def asking(fake: FakeAdvisor, tmp_path: Path) -> FakeAdvisor:
    """An advisor with a remote model that nobody agreed to yet."""
    fake.model_consent = Agreement(Consent(tmp_path), REMOTE, agreed_before=False)
    return fake


def test_a_remote_model_is_offered_with_what_it_would_get_until_it_is_agreed_to(
    handlers: Handlers, asking: FakeAdvisor
) -> None:
    assert "oa-offer" not in (handlers.start("", workspace=OURS).status or "")

    answered = ask(handlers, "What first?")

    assert "May models.example write your answers?" in (answered.status or "")
    assert "The &lt;question&gt; goes there." in (answered.status or "")

    agreed = handlers.agree()

    assert "questions go to models.example" in (agreed.status or "")
    assert asking.model_consent is not None
    assert asking.model_consent.waiting() is None
    assert "May models.example" not in (ask(handlers, "What then?").status or "")


def test_a_declined_offer_comes_back_with_the_next_answer(
    handlers: Handlers, asking: FakeAdvisor
) -> None:
    assert asking.model_consent is not None
    assert "May models.example" not in (handlers.decline().status or "")
    assert asking.model_consent.waiting() == REMOTE
    assert "May models.example" in (ask(handlers, "What first?").status or "")


def test_without_a_remote_model_nothing_is_offered_and_nothing_can_be_agreed_to(
    handlers: Handlers,
) -> None:
    assert "oa-offer" not in (handlers.start("", workspace=OURS).status or "")
    assert "Agreed" not in (handlers.agree().status or "")


def test_consent_that_cannot_be_kept_is_said_and_the_offer_stays(
    handlers: Handlers, fake: FakeAdvisor, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    fake.model_consent = Agreement(Consent(tmp_path / "file"), REMOTE, agreed_before=False)

    status = handlers.agree().status or ""

    assert "ADVISOR_REMOTE_OK" in status
    assert "May models.example" in status
