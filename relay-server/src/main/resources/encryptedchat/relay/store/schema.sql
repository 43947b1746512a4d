-- The tables of the store, in an empty database. BYTES stands for the database's name for a type that holds bytes: the
-- one thing that has no common name. Times are milliseconds since 1970-01-01 UTC, but for those of prekeys.

-- Whoever writes first updates this one row, so that several relays on one server write in turns.
CREATE TABLE turns (turn BIGINT NOT NULL);
INSERT INTO turns (turn) VALUES (0);

CREATE TABLE people (name TEXT PRIMARY KEY NOT NULL, identity_key BYTES NOT NULL);

-- Times in seconds, as their owners sign them. Who has claimed one is there from its claim on.
CREATE TABLE prekeys (
    owner TEXT NOT NULL,
    level TEXT NOT NULL,
    one_time BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    claimant TEXT,
    claim TEXT,
    claimed_at BIGINT,
    bytes TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (owner, level, one_time, kind, id));
CREATE INDEX prekeys_by_end ON prekeys (expires_at);

CREATE TABLE challenges (challenge BYTES PRIMARY KEY NOT NULL, name TEXT NOT NULL, expires_at BIGINT NOT NULL);
CREATE TABLE tokens (hash BYTES PRIMARY KEY NOT NULL, name TEXT NOT NULL, expires_at BIGINT NOT NULL);

-- The totals of what waits, so that no limit has to be counted, and the position of the last message.
CREATE TABLE mailboxes (
    recipient TEXT PRIMARY KEY NOT NULL,
    position BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    bytes BIGINT NOT NULL);

-- A message without content is acknowledged: its id and digest stay, so that it is not stored again.
CREATE TABLE messages (
    recipient TEXT NOT NULL,
    id TEXT NOT NULL,
    sender TEXT NOT NULL,
    position BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    digest BYTES NOT NULL,
    bytes BIGINT NOT NULL,
    content TEXT,
    PRIMARY KEY (recipient, id, sender));
CREATE INDEX waiting_messages ON messages (recipient, position, sender) WHERE content IS NOT NULL;
CREATE INDEX messages_by_age ON messages (stored_at);
