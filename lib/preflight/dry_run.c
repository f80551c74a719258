#define _GNU_SOURCE /* environ */
#include "preflight/dry_run.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jansson.h>

#include "settings/allocate.h"
#include "settings/settings.h"

/*
 * Every filter that has a section, whether its members are entries, and what it asks
 * for beside a policy.
 */
static const struct section {
	const char *name;
	bool entries;
	const char *option, *value;
} sections[] = {
	{ "address", false, NULL, NULL },
	{ "allocate", true, NULL, NULL },
	{ "amend", false, NULL, NULL },
	{ "dedup", false, NULL, NULL },
	{ "derive", true, NULL, NULL },
	{ "diff", false, "/dev/null", NULL },
	{ "draw", true, "--commit", NULL },
	{ "from-csv", false, "/dev/null", NULL },
	{ "from-xlsx", false, "/dev/null", NULL },
	{ "geocode", false, NULL, NULL },
	{ "mask", false, NULL, NULL },
	{ "rank", true, NULL, NULL },
	{ "reconcile", false, "/dev/null", NULL },
	{ "select", true, NULL, NULL },
	{ "split", false, "--output", "." },
	{ "tally", true, NULL, NULL },
	{ "to-csv", false, NULL, NULL },
	{ "to-xlsx", false, NULL, NULL },
	{ "validate", false, NULL, NULL },
};

/* What a filter said first is enough. */
enum { SAID = 1000 };

/* The environment without what this process was told of pipes and policies. */
static char **
plain_environment(void)
{
	static const char *const taken[] = { "ADMIT_SEAL=", "ADMIT_POLICY=", NULL };
	size_t count = 0, kept = 0;
	char **plain;

	while (environ[count] != NULL)
		count++;
	plain = allocate(count + 1, sizeof *plain);
	for (size_t i = 0; i < count; i++)
		if (strncmp(environ[i], taken[0], strlen(taken[0])) != 0 &&
		    strncmp(environ[i], taken[1], strlen(taken[1])) != 0)
			plain[kept++] = environ[i];
	return plain;
}

static void
require(int error, const char *what)
{
	if (error != 0) {
		errno = error;
		err(STATUS_TROUBLE, "%s", what);
	}
}

/* Start a filter that reads nothing; what it says comes out of the descriptor. */
static pid_t
start(char *const command[], int *said)
{
	posix_spawn_file_actions_t actions;
	char **environment = plain_environment();
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) == -1)
		err(STATUS_TROUBLE, "pipe");
	require(posix_spawn_file_actions_init(&actions), command[0]);
	require(posix_spawn_file_actions_addopen(
		    &actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0),
	    command[0]);
	require(posix_spawn_file_actions_addopen(
		    &actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
	    command[0]);
	require(posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO),
	    command[0]);
	require(posix_spawnp(&child, command[0], &actions, NULL, command, environment),
	    command[0]);
	posix_spawn_file_actions_destroy(&actions);
	free(environment);
	close(ends[1]);
	*said = ends[0];
	return child;
}

/* Read to the end, and keep the first bytes, up to the end of a line. */
static void
read_said(int from, char said[SAID + 1])
{
	char rest[4096];
	size_t len = 0;
	ssize_t got;

	for (;;) {
		got = len < SAID ? read(from, said + len, SAID - len)
				 : read(from, rest, sizeof rest);
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		if (len < SAID)
			len += (size_t)got;
	}
	close(from);
	said[len] = '\0';
	said[strcspn(said, "\n")] = '\0';
}

static int
wait_for(pid_t child, const char *name)
{
	int status;

	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			err(STATUS_TROUBLE, "%s", name);
	return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_TROUBLE;
}

static bool
try_entry(const struct section *section, const char *policy, const char *entry,
    struct preflight_findings *findings)
{
	char *name = allocate(strlen("admit-") + strlen(section->name) + 1, 1);
	char said[SAID + 1];
	const char *words[8] = { name, "--dry-run", "-p", policy };
	struct preflight_finding finding = { .severity = PREFLIGHT_ERROR,
		.code = "section",
		.field = span_of(section->name),
		.reason = said };
	int count = 4, from, status;
	char *command[8] = { NULL };
	pid_t child;

	stpcpy(stpcpy(name, "admit-"), section->name);
	if (section->option != NULL)
		words[count++] = section->option;
	if (section->value != NULL)
		words[count++] = section->value;
	if (entry != NULL) {
		words[count++] = "--";
		words[count++] = entry;
		finding.group = span_of(entry);
	}
	for (int i = 0; i < count; i++)
		command[i] = allocate_text(words[i], strlen(words[i]));
	child = start(command, &from);
	read_said(from, said);
	status = wait_for(child, name);
	for (int i = 0; i < count; i++)
		free(command[i]);
	free(name);
	return status != STATUS_TROUBLE || preflight_add(findings, &finding);
}

static bool
try_section(const struct section *section, const char *policy,
    struct preflight_findings *findings)
{
	const json_t *json = settings_section_of(section->name);
	json_t *entries;
	bool fine = true;

	if (json == NULL)
		return true;
	if (!section->entries)
		return try_entry(section, policy, NULL, findings);
	entries = json_deep_copy(json);
	if (entries == NULL)
		return false;
	for (void *at = json_object_iter(entries); fine && at != NULL;
	     at = json_object_iter_next(entries, at))
		fine = try_entry(section, policy, json_object_iter_key(at), findings);
	json_decref(entries);
	return fine;
}

bool
dry_run_section(
    const char *policy, const char *name, struct preflight_findings *findings)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (strcmp(sections[i].name, name) == 0)
			return try_section(&sections[i], policy, findings);
	return true;
}

bool
dry_run(const char *policy, struct preflight_findings *findings)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (!try_section(&sections[i], policy, findings))
			return false;
	return true;
}
