-- platform: how a session began, 'password' or 'county' (the county's directory, by OIDC). Whether a second factor stands behind
-- a session depends on it. NULL: from before; a password.
alter table auth."session" add column "via" text;
