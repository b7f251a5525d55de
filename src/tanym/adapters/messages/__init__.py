"""Messages that leave the platform: mail by SMTP, short messages by an HTTP gateway, and catchers of both."""

from tanym.adapters.messages.chosen import mail_of as mail_of
from tanym.adapters.messages.chosen import sms_of as sms_of
from tanym.adapters.messages.ports import Mail as Mail
from tanym.adapters.messages.ports import Sms as Sms
