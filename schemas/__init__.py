"""The forms of questions and answers that go over HTTP, as OpenAPI describes them."""
