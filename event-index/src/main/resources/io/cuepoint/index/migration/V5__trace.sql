-- The trace that wrote the message: W3C traceparent, sent as a header of that name.
alter table outbox add column traceparent text;
