"""What happens on each action of the page, over plain values and without Gradio."""

from collections.abc import Generator, Iterator
from typing import Literal

from advisor.domain import Advice, Conversation, Exchange, Step, Turn, Verified
from advisor.domain.model import RemoteModel
from advisor.errors import AdvisorError, InputError, NotFoundError
from advisor.ui.downloads import answer_download, template_download
from advisor.ui.panels import sidebar_html, sources_html
from advisor.ui.present import conversation_html, status_html
from advisor.ui.views import AskingAdvisor, Download, Exports, View
from advisor.ui.wording import without_notes

_STOPPED = "Stopped. Nothing was saved."
_FORM = "form-"
_FAILED = "Something went wrong and nothing was saved. Ask again, or restart the program."


class Handlers:
    """The actions of the page; every one names the workspace that it may touch."""

    def __init__(self, advisor: AskingAdvisor, *, exports: Exports) -> None:
        self._advisor = advisor
        self._records = advisor.conversations
        self._exports = exports

    def open(self, conversation_id: str, *, workspace: str) -> View:
        """Show a conversation; an unknown one shows the empty page and says so."""
        try:
            return self._page(self._find(conversation_id, workspace), workspace)
        except NotFoundError as error:
            return self._page(None, workspace, notice=str(error))

    def start(self, conversation_id: str, *, workspace: str) -> View:
        """Show the page after a load, with the conversation that was open before, if any."""
        known = {item.conversation_id for item in self._list(workspace)}
        return self.open(conversation_id if conversation_id in known else "", workspace=workspace)

    def ask(
        self,
        question: str,
        conversation_id: str,
        *,
        workspace: str,
        editing: str = "",
        engagement: str = "",
        read_as: str | None = None,
        from_box: bool = True,
    ) -> Iterator[View]:
        """Answer a question and save it; an `editing` exchange and all after it are replaced.

        `engagement` is the id of the one that the question is about, empty for all of them.

        Nothing is saved or replaced before the answer is complete. A question `from_box` clears
        the box, and comes back to it where it cannot be answered.
        """
        box = "" if from_box else None
        yield View(
            pending=question if from_box else "",
            box=box,
            busy=True,
            status=status_html(question=question, step="Reading your question"),
        )
        try:
            history = self._history(conversation_id, editing, workspace)
            steps = self._advisor.ask_steps(
                question,
                history=history,
                workspace=workspace,
                engagement=self._named(engagement, workspace),
                read_as=read_as,
            )
            advice = yield from _progress(steps, question)
            conversation = self._save(advice, conversation_id, editing, workspace)
        except AdvisorError as error:
            yield View(
                box=question if from_box else None,
                pending="",
                busy=False,
                status=status_html(notice=str(error), editing=bool(editing) and from_box),
            )
            return
        yield self._page(conversation, workspace)

    def retry(
        self, conversation_id: str, *, workspace: str, engagement: str = ""
    ) -> Iterator[View]:
        """Answer the last question again in place of its answer."""
        yield from self._ask_last(
            conversation_id, workspace=workspace, engagement=engagement, read_as=None
        )

    def reread(
        self, reading: str, conversation_id: str, *, workspace: str, engagement: str = ""
    ) -> Iterator[View]:
        """Answer the last question again, read as the user says."""
        yield from self._ask_last(
            conversation_id, workspace=workspace, engagement=engagement, read_as=reading
        )

    def edit(self, conversation_id: str, *, workspace: str) -> View:
        """Put the last question back in the box, to be replaced when it is asked."""
        try:
            exchange = self._last(conversation_id, workspace)
        except NotFoundError as error:
            return View(status=status_html(notice=str(error)))
        return View(
            box=exchange.advice.question,
            editing=exchange.exchange_id,
            status=status_html(editing=True),
        )

    def discard(self) -> View:
        """Give up editing."""
        return View(box="", editing="", status=status_html())

    def agree(self) -> View:
        """Agree that questions go to the remote model."""
        consent, model = self._advisor.model_consent, self._offer()
        if consent is None or model is None:
            return View(status=status_html())
        try:
            consent.agree()
        except AdvisorError as error:
            return View(status=status_html(notice=str(error), offer=model))
        return View(status=status_html(agreed=model.place))

    def decline(self) -> View:
        """Put the question about the remote model away until the next answer."""
        return View(status=status_html())

    def stopped(self, pending: str) -> View:
        """What a stopped question leaves: its text in the box, and nothing saved."""
        status = status_html(notice=_STOPPED)
        return View(box=pending or None, pending="", busy=False, status=status)

    def failed(self, pending: str, cancelled: str) -> View:
        """What a question that ended without an answer leaves.

        A run that the user `stopped`, or `left` for another conversation, ends like a failed one;
        only a real failure is called that.
        """
        if cancelled == "left":
            return View()
        if cancelled == "stopped":
            return self.stopped(pending)
        status = status_html(notice=_FAILED)
        return View(box=pending or None, pending="", busy=False, status=status)

    def rename(self, conversation_id: str, title: str, current: str, *, workspace: str) -> View:
        """Give a saved conversation another title."""
        try:
            self._records.rename_conversation(conversation_id, title, workspace=workspace)
        except AdvisorError as error:
            return View(status=status_html(notice=str(error)))
        return View(sidebar=sidebar_html(self._list(workspace), current), status=status_html())

    def delete(self, conversation_id: str, current: str, *, workspace: str) -> View:
        """Delete a saved conversation; the open one leaves the empty page."""
        try:
            self._records.delete_conversation(conversation_id, workspace=workspace)
        except AdvisorError as error:
            return View(status=status_html(notice=str(error)))
        if conversation_id == current:
            return self._page(None, workspace)
        return View(sidebar=sidebar_html(self._list(workspace), current), status=status_html())

    def rate(
        self, exchange_id: str, rating: str, reason: str, conversation_id: str, *, workspace: str
    ) -> View:
        """Keep the user's opinion of an answer."""
        try:
            self._records.save_feedback(
                exchange_id, _rating(rating), reason.strip(), workspace=workspace
            )
            conversation = self._find(conversation_id, workspace)
        except AdvisorError as error:
            return View(status=status_html(notice=str(error)))
        html = self._conversation_html(conversation)
        return View(conversation=html, sidebar=self._sidebar(conversation, workspace))

    def download(
        self, exchange_id: str, conversation_id: str, kind: str, *, workspace: str
    ) -> Download:
        """An answer (`md`, `docx`) or its filled form (`form-md`, `form-docx`, `form-xlsx`).

        Raises `NotFoundError` for an unknown answer or form, `InputError` for another kind of
        file.
        """
        conversation = self._find(conversation_id, workspace)
        found = [
            item
            for item in (conversation.exchanges if conversation else ())
            if item.exchange_id == exchange_id
        ]
        if not found:
            raise NotFoundError("This answer is no longer saved. Open the conversation again.")
        advice = found[0].advice
        if not kind.startswith(_FORM):
            return answer_download(advice, kind, self._exports)
        template = self._advisor.reference.templates.get(advice.template)
        if template is None or not advice.document:
            raise NotFoundError("This answer has no form to save. Ask for the template again.")
        return template_download(template, advice.document, kind.removeprefix(_FORM), self._exports)

    def _ask_last(
        self, conversation_id: str, *, workspace: str, engagement: str, read_as: str | None
    ) -> Iterator[View]:
        try:
            exchange = self._last(conversation_id, workspace)
        except NotFoundError as error:
            yield View(status=status_html(notice=str(error)))
            return
        yield from self.ask(
            exchange.advice.question,
            conversation_id,
            workspace=workspace,
            editing=exchange.exchange_id,
            engagement=engagement,
            read_as=read_as,
            from_box=False,
        )

    def _named(self, engagement_id: str, workspace: str) -> str | None:
        """The name of the chosen engagement; one that is gone is said, never ignored."""
        if not engagement_id:
            return None
        for item in self._advisor.engagements.list(workspace=workspace):
            if item.engagement_id == engagement_id:
                return item.name
        raise NotFoundError("This engagement is no longer there. Choose another one, or all.")

    def _find(self, conversation_id: str, workspace: str) -> Conversation | None:
        if not conversation_id:
            return None
        return self._records.get_conversation(conversation_id, workspace=workspace)

    def _last(self, conversation_id: str, workspace: str) -> Exchange:
        conversation = self._find(conversation_id, workspace)
        if conversation is None or not conversation.exchanges:
            raise NotFoundError("There is no question to ask again yet.")
        return conversation.exchanges[-1]

    def _list(self, workspace: str) -> tuple[Conversation, ...]:
        return self._records.list_conversations(workspace=workspace)

    def _history(self, conversation_id: str, editing: str, workspace: str) -> tuple[Turn, ...]:
        conversation = self._find(conversation_id, workspace)
        turns: list[Turn] = []
        for exchange in conversation.exchanges if conversation else ():
            if exchange.exchange_id == editing:
                break
            turns.append(Turn(role="user", text=exchange.advice.question))
            turns.append(Turn(role="assistant", text=without_notes(exchange.advice)))
        return tuple(turns)

    def _save(
        self, advice: Advice, conversation_id: str, editing: str, workspace: str
    ) -> Conversation:
        records = self._records
        if not conversation_id:
            title = " ".join(advice.question.split())
            conversation_id = records.create_conversation(
                title, workspace=workspace
            ).conversation_id
        elif editing:
            records.delete_exchanges_from(conversation_id, editing, workspace=workspace)
        records.add_exchange(conversation_id, advice, workspace=workspace)
        return records.get_conversation(conversation_id, workspace=workspace)

    def _page(self, conversation: Conversation | None, workspace: str, *, notice: str = "") -> View:
        return View(
            conversation_id=conversation.conversation_id if conversation else "",
            editing="",
            pending="",
            busy=False,
            conversation=self._conversation_html(conversation),
            sources=sources_html(conversation),
            sidebar=self._sidebar(conversation, workspace),
            status=status_html(notice=notice, offer=self._offer() if conversation else None),
        )

    def _offer(self) -> RemoteModel | None:
        consent = self._advisor.model_consent
        return consent.waiting() if consent else None

    def _conversation_html(self, conversation: Conversation | None) -> str:
        return conversation_html(
            conversation,
            self._advisor.example_questions(),
            templates=self._advisor.reference.templates,
        )

    def _sidebar(self, conversation: Conversation | None, workspace: str) -> str:
        current = conversation.conversation_id if conversation else ""
        return sidebar_html(self._list(workspace), current)


def _progress(steps: Iterator[Step | Advice], question: str) -> Generator[View, None, Advice]:
    """One view per step; closing it closes the running question as well."""
    try:
        for item in steps:
            if isinstance(item, Advice):
                return item
            step = f"{item.name}: {item.detail}" if item.detail else item.name
            said = item.verdicts if isinstance(item, Verified) else ()
            yield View(status=status_html(question=question, step=step, said=said))
    finally:
        if isinstance(steps, Generator):
            steps.close()
    raise InputError("The question was not answered. Ask again.")


def _rating(value: str) -> Literal["up", "down"]:
    if value == "up":
        return "up"
    if value == "down":
        return "down"
    raise InputError("Choose Helpful or Not helpful.")
