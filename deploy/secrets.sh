#!/bin/sh
# Makes the secrets that compose.yaml wants, beside it in secrets/, for whoever begins. What is there stays. Tokens are yours to add.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets && cd secrets

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

[ -s postgres_password ] || random >postgres_password
[ -s database_url ] || printf 'postgres://helpaide:%s@postgres:5432/helpaide?sslmode=disable' "$(cat postgres_password)" >database_url
if [ ! -s redis_conf ] || [ ! -s redis_url ]; then
	password=$(random)
	printf 'requirepass %s\ndir /data\nappendonly yes\nappendfsync everysec\nmaxmemory-policy noeviction\n' "$password" >redis_conf
	printf 'redis://:%s@redis:6379/0' "$password" >redis_url
fi

# Compose shows a file to a container with the rights that it has here: each is its reader's own (65532 is HelpAide's user,
# 999 that of the official Postgres and Redis images).
touch slack_bot_token slack_app_token
if [ "$(id -u)" = 0 ]; then
	chown 65532:65532 database_url redis_url slack_bot_token slack_app_token
	chown 999:999 postgres_password redis_conf
else
	echo 'secrets.sh: as another user than root, the files keep your owner; see README.md' >&2
fi
chmod 400 -- *
ls -l
for token in slack_bot_token slack_app_token; do
	[ -s "$token" ] || echo "secrets.sh: $token is empty: put the token in it" >&2
done
