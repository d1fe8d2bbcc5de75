"""Files as the portal leaves them for the API."""

import json
from pathlib import Path
from uuid import uuid4


class StoredFiles:
    def __init__(self, root: Path) -> None:
        self.root = root

    def letter_upload(self, service_id: str, pdf: bytes, **metadata: str) -> str:
        return _put(self._folder("letter_uploads", service_id), ".pdf", pdf, metadata)

    def recipients(self, service_id: str, template_id: str, lines: list[str]) -> str:
        """A file for a job."""
        metadata = {
            "notification_count": str(len(lines) - 1),
            "template_id": template_id,
            "valid": "True",
            "original_file_name": "people.csv",
        }
        folder = self.root / "recipient_files" / f"service-{service_id}-notify"
        return _put(folder, ".csv", "\r\n".join(lines).encode(), metadata)

    def letter_attachment(self, service_id: str, pdf: bytes) -> str:
        return _put(self._folder("letter_attachments", service_id), ".pdf", pdf, {})

    def has_letter_upload(self, service_id: str, upload_id: str) -> bool:
        return (self._folder("letter_uploads", service_id) / f"{upload_id}.pdf").exists()

    def logo(self, name: str, image: bytes) -> None:
        path = self.root / "logos" / "letters" / "static" / "images" / "letter-template" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)

    def _folder(self, kind: str, service_id: str) -> Path:
        return self.root / kind / f"service-{service_id}"


def _put(folder: Path, ending: str, content: bytes, metadata: dict[str, str]) -> str:
    upload_id = str(uuid4())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{upload_id}{ending}"
    path.write_bytes(content)
    facts = {"content_type": "of no interest", "metadata": metadata, "tags": {}}
    path.with_name(f"{path.name}.facts.json").write_text(json.dumps(facts))
    return upload_id
