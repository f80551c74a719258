#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "amend/signatures.h"
#include "kept/unnamed.h"
#include "record/writer.h"
#include "settings/allocate.h"
#include "settings/files.h"
#include "settings/status.h"

enum {
	SIGNATURE_FILES = 2,
	MOST_PERSONS = 1000, /* for each of them a program runs */
	ANSWER = 4096,
};

struct person {
	char *name;
	char *key; /* NULL: no valid signature */
};

struct signatures {
	const struct signature_rules *rules;
	int bytes;                    /* a file without a name, with what is signed */
	char *files[SIGNATURE_FILES]; /* NULL: there is none */
	struct person *persons;
	size_t count, room;
};

static char *
join(const char *one, const char *other)
{
	size_t len = strlen(one);
	char *text = allocate(len + strlen(other) + 1, 1);

	memcpy(text, one, len);
	strcpy(text + len, other);
	return text;
}

static void
write_all(int fd, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t written = write(fd, bytes.at, bytes.len);

		if (written == -1 && errno != EINTR)
			err(STATUS_TROUBLE, "%s", unnamed_folder());
		if (written > 0) {
			bytes.at += written;
			bytes.len -= (size_t)written;
		}
	}
}

struct signatures *
signatures_open(
    const char *file, struct span bytes, const struct signature_rules *rules)
{
	static const char *const endings[] = { ".sig", ".second.sig" };
	struct signatures *s = allocate(1, sizeof *s);

	s->rules = rules;
	s->bytes = unnamed_open();
	write_all(s->bytes, bytes);
	for (int i = 0; i < SIGNATURE_FILES; i++) {
		s->files[i] = join(file, endings[i]);
		if (access(s->files[i], F_OK) == -1 && errno == ENOENT) {
			free(s->files[i]);
			s->files[i] = NULL;
		} else
			files_add_input("--corrections", s->files[i]);
	}
	return s;
}

void
signatures_free(struct signatures *s)
{
	if (s == NULL)
		return;
	close(s->bytes);
	for (int i = 0; i < SIGNATURE_FILES; i++)
		free(s->files[i]);
	for (size_t i = 0; i < s->count; i++) {
		free(s->persons[i].name);
		free(s->persons[i].key);
	}
	free(s->persons);
	free(s);
}

static void
require(int error)
{
	if (error != 0) {
		errno = error;
		err(STATUS_TROUBLE, "ssh-keygen");
	}
}

/* Start the program: in is what it reads, out what it writes to. */
static pid_t
start(char *const command[], int in, int out)
{
	static char plain[] = "LC_ALL=C";
	char *const environment[] = { plain, NULL };
	posix_spawn_file_actions_t actions;
	pid_t child;

	require(posix_spawn_file_actions_init(&actions));
	require(posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO));
	require(posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO));
	require(posix_spawn_file_actions_addopen(
	    &actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0));
	require(posix_spawnp(&child, command[0], &actions, NULL, command, environment));
	posix_spawn_file_actions_destroy(&actions);
	return child;
}

/* Whether it ended with 0. */
static bool
ended_well(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			err(STATUS_TROUBLE, "ssh-keygen");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The fingerprint at the end of what the program has said; new, or NULL. */
static char *
read_key(int out)
{
	static const char mark[] = "SHA256:";
	char answer[ANSWER + 1], *key = NULL;
	ssize_t got;

	do
		got = pread(out, answer, ANSWER, 0);
	while (got == -1 && errno == EINTR);
	if (got == -1)
		err(STATUS_TROUBLE, "%s", unnamed_folder());
	answer[got > 0 ? got : 0] = '\0';
	for (char *at = answer; (at = strstr(at, mark)) != NULL; at++)
		key = at;
	return key == NULL ? NULL : allocate_text(key, strcspn(key, " \n"));
}

/* The key of a person's signature in one file; new, or NULL. */
static char *
verify(const struct signatures *s, char *person, char *file)
{
	char program[] = "ssh-keygen", y[] = "-Y", what[] = "verify", f[] = "-f",
	     i[] = "-I", n[] = "-n", from[] = "-s";
	char *time = s->rules->at == NULL ? NULL : join("-Overify-time=", s->rules->at);
	char *command[] = { program, y, what, f, (char *)s->rules->allowed, i, person,
		n, (char *)s->rules->namespace, from, file, time, NULL };
	int out = unnamed_open();
	char *key = NULL;

	if (lseek(s->bytes, 0, SEEK_SET) == -1)
		err(STATUS_TROUBLE, "%s", unnamed_folder());
	if (ended_well(start(command, s->bytes, out)))
		key = read_key(out);
	close(out);
	free(time);
	return key;
}

const char *
signatures_key(struct signatures *s, struct span name)
{
	struct person *p;

	/* The program would be told of another person. */
	if (name.len == 0 || memchr(name.at, '\0', name.len) != NULL)
		return NULL;
	for (size_t i = 0; i < s->count; i++)
		if (span_is(name, s->persons[i].name))
			return s->persons[i].key;
	if (s->count == MOST_PERSONS)
		errx(STATUS_TROUBLE, "more than %d persons have signed", MOST_PERSONS);
	s->persons =
	    allocate_room(s->persons, &s->room, s->count + 1, sizeof *s->persons);
	p = &s->persons[s->count++];
	*p = (struct person){ .name = allocate_text(name.at, name.len) };
	for (int i = 0; i < SIGNATURE_FILES && p->key == NULL; i++)
		if (s->files[i] != NULL)
			p->key = verify(s, p->name, s->files[i]);
	return p->key;
}
