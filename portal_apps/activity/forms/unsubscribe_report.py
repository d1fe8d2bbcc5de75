"""Saying that a report of unsubscribe requests was dealt with, or that it was not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal_apps.activity.unsubscribes import Report
from portal_apps.core.forms import Form


class ProcessUnsubscribeRequest(Form):
    """Every sending changes something: whoever was late reads that somebody else has done it already."""

    report_has_been_processed = forms.BooleanField(
        label="Mark as completed",
        help_text="When nobody in this report is on your mailing list any more",
        required=False,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, initial={"report_has_been_processed": report.is_completed}, **kwargs)
        self.report = report
        if not report.is_taken:
            self.fields["report_has_been_processed"].disabled = True
            self.fields["report_has_been_processed"].help_text = ""

    def clean_report_has_been_processed(self) -> bool:
        is_done: bool = self.cleaned_data["report_has_been_processed"]
        if is_done and self.report.is_completed:
            raise ValidationError("This report is completed already. Clear the box if there is more to do")
        if not is_done and not self.report.is_completed:
            raise ValidationError("Tick the box when you have dealt with this report")
        return is_done
