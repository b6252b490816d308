-- Who drives a training. Tokens only grow: a write under an older token is refused.
create table training_lease (
  training_id text        primary key references training (id),
  owner       text        not null,
  token       bigint      not null check (token >= 0),
  expires_at  timestamptz not null
);
