-- JSON whose digest counts is text, never jsonb: PostgreSQL rewrites jsonb.

create table training (
  id          text        primary key,
  on_chain_id bigint      unique,
  spec        text        not null,
  state       text        not null,
  status      text        not null,
  version     bigint      not null,
  created_at  timestamptz not null
);

-- One row per chain of events; whoever appends holds its lock.
create table event_head (
  training_id text   primary key,
  sequence    bigint not null,
  hash        text   not null
);

-- The event log and the outbox at once: what is not published is still to be relayed.
create table event (
  training_id text    not null references event_head (training_id),
  sequence    bigint  not null check (sequence > 0),
  position    bigint  not null generated always as identity,
  type        text    not null,
  line        text    not null,
  published   boolean not null default false,
  primary key (training_id, sequence)
);
create index event_unpublished on event (position) where not published;

-- One row per account; whoever takes a nonce holds its lock.
create table chain_account (
  account text primary key
);

create table chain_transaction (
  intent  text   primary key,
  account text   not null references chain_account (account),
  nonce   bigint not null check (nonce >= 0),
  raw     bytea  not null,
  hash    text   not null unique,
  receipt text,
  unique (account, nonce)
);
create index chain_transaction_pending on chain_transaction (account, nonce) where receipt is null;

-- The last block that the indexer took; one row.
create table chain_cursor (
  id          smallint primary key check (id = 1),
  block       bigint   not null,
  hash        text     not null,
  parent_hash text     not null
);

create table chain_event (
  transaction text   not null,
  log_index   int    not null,
  block       bigint not null,
  training_id bigint,
  round       int,
  type        text   not null,
  json        text   not null,
  primary key (transaction, log_index)
);
create index chain_event_of_training on chain_event (training_id, block, log_index);

-- Nonces of signed requests, kept until the request is void anyway.
create table request_nonce (
  worker     text   not null,
  nonce      text   not null,
  expires_at bigint not null,
  primary key (worker, nonce)
);
create index request_nonce_expiry on request_nonce (expires_at);
