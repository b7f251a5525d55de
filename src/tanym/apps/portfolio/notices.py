"""What is written to people who are asked, and to those who asked when there is an answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.leave_after_commit import leave_after_commit
from tanym.apps.letters.actions.queue import queue
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.portfolio.links import secret
from tanym.apps.portfolio.models import Question, RegisterDocument
from tanym.core.kernel.localized import LANGUAGES, choose


def link(question: Question) -> str:
    """The address at which it is answered; it tells nothing of anybody."""
    return f"{settings.TANYM.address}{reverse('question-link', args=[secret(question.public_id, question.digest)])}"


def asked(question: Question, at: datetime, *, again: bool = False) -> None:
    """The mail with the link: who asks, until when, and nothing of what the evidence says."""
    language = question.language
    who = asker(question, language)
    words = {"name": question.name, "who": who, "address": link(question)}
    words["until"] = day(localdate(question.until), language)
    code = "reminder" if again else question.to
    queue(
        at=at,
        kind="mail",
        to=question.email,
        subject=say(f"question.mail.{code}.subject", language, **words),
        text=say(f"question.mail.{code}.text", language, **words),
        about=question.subject,
    )
    leave_after_commit()


def asker(question: Question, language: str) -> str:
    """Who asks: the organisation, or the owner of the evidence."""
    if question.organisation is not None:
        return choose(question.organisation.names, language)[0]
    return question.asked_by.name(language)


def answered(question: Question, at: datetime) -> None:
    """A letter to whoever asked, and to the owner where that is somebody else."""
    for person in {question.asked_by, question.item.owner}:
        own = person.pk == question.item.owner_id
        send(
            to=person,
            at=at,
            about=question.subject,
            subject={one: say("question.letter.subject", one) for one in LANGUAGES},
            body={
                one: say(
                    "question.letter.body",
                    one,
                    name=question.name,
                    title=choose(question.said["titles"], one)[0],
                )
                for one in LANGUAGES
            },
            address=page_address("portfolio:item", question.item.public_id) if own else "",
        )


def registered(document: RegisterDocument, at: datetime) -> None:
    """A letter to the holder: what stands in the register is in the portfolio."""
    _of_register("taken-in", document, at, page_address("portfolio:mine"))


def ended(document: RegisterDocument, at: datetime) -> None:
    """A letter to the holder: the register has annulled it."""
    _of_register("ended", document, at, page_address("portfolio:mine"))


def restored(document: RegisterDocument, at: datetime) -> None:
    """A letter to the holder: the annulment was a mistake of whoever brought it in."""
    _of_register("restored", document, at, page_address("portfolio:mine"))


def _of_register(code: str, document: RegisterDocument, at: datetime, address: str) -> None:
    assert document.person is not None

    def words(language: str) -> dict[str, str]:
        return {
            "number": document.number,
            "title": choose(document.titles, language)[0],
            "organisation": choose(document.brought_for.names, language)[0],
        }

    send(
        to=document.person,
        at=at,
        about=document.subject,
        subject={one: say(f"register-document.letter.{code}.subject", one) for one in LANGUAGES},
        body={one: say(f"register-document.letter.{code}.body", one, **words(one)) for one in LANGUAGES},
        address=address,
    )
