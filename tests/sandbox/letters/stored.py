"""Files as the portal leaves them for the API."""

import json
from pathlib import Path
from uuid import uuid4


class StoredFiles:
    def __init__(self, root: Path) -> None:
        self.root = root

    def letter_upload(self, service_id: str, pdf: bytes, **metadata: str) -> str:
        return self._put("letter_uploads", service_id, pdf, metadata)

    def letter_attachment(self, service_id: str, pdf: bytes) -> str:
        return self._put("letter_attachments", service_id, pdf, {})

    def has_letter_upload(self, service_id: str, upload_id: str) -> bool:
        return self._path("letter_uploads", service_id, upload_id).exists()

    def logo(self, name: str, image: bytes) -> None:
        path = self.root / "logos" / "letters" / "static" / "images" / "letter-template" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(image)

    def _put(self, kind: str, service_id: str, pdf: bytes, metadata: dict[str, str]) -> str:
        upload_id = str(uuid4())
        path = self._path(kind, service_id, upload_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
        facts = {"content_type": "application/pdf", "metadata": metadata, "tags": {}}
        path.with_name(f"{path.name}.facts.json").write_text(json.dumps(facts))
        return upload_id

    def _path(self, kind: str, service_id: str, upload_id: str) -> Path:
        return self.root / kind / f"service-{service_id}" / f"{upload_id}.pdf"
