#include <err.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings/allocate.h"
#include "settings/files.h"
#include "settings/status.h"

enum { MOST_LINKS = 40 };

/* Device and inode of a file; of its folder, with its name, if it does not exist. */
struct identity {
	dev_t device;
	ino_t inode;
	char *name; /* NULL: it exists */
};

struct used {
	const char *option; /* NULL: an operand, or a file that another file names */
	char *path;
	struct identity identity;
	bool output, opened;
};

static struct used *all;
static size_t count, room;

/* The text of a symbolic link, or NULL if the path is none. */
static char *
read_link(const char *path)
{
	char text[PATH_MAX];
	ssize_t len = readlink(path, text, sizeof text);

	return len > 0 && (size_t)len < sizeof text ? allocate_text(text, (size_t)len)
						    : NULL;
}

/* The place of the last step of a path. */
static size_t
last_step(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

static char *
step_to(const char *path, char *link)
{
	size_t folder = link[0] == '/' ? 0 : last_step(path), size;
	char *next;

	size = folder + strlen(link) + 1;
	next = allocate(size, 1);
	snprintf(next, size, "%.*s%s", (int)folder, path, link);
	free(link);
	return next;
}

/* The number that a name in /dev/fd (by any path to it) stands for; or -1. */
static int
numbered(const char *path)
{
	struct stat own, other;
	size_t step = last_step(path);
	char *end, *folder;
	long number;
	bool same;

	if (step == 0 || path[step] < '0' || path[step] > '9')
		return -1;
	number = strtol(path + step, &end, 10);
	if (*end != '\0' || number > INT_MAX)
		return -1;
	folder = allocate_text(path, step);
	same = stat("/dev/fd/", &own) == 0 && stat(folder, &other) == 0 &&
	       own.st_dev == other.st_dev && own.st_ino == other.st_ino;
	free(folder);
	return same ? (int)number : -1;
}

char *
files_follow(const char *path, int *descriptor)
{
	char *at = allocate_text(path, strlen(path)), *link;

	for (int i = 0; i < MOST_LINKS; i++) {
		*descriptor = numbered(at);
		if (*descriptor != -1 || (link = read_link(at)) == NULL)
			return at;
		link = step_to(at, link);
		free(at);
		at = link;
	}
	errx(STATUS_TROUBLE, "%s: too many symbolic links", path);
}

/* False if there is nothing that could collide. */
static bool
identify(const char *path, struct identity *identity)
{
	struct stat st;
	char *end, *folder;
	int descriptor;
	bool found;

	if (stat(path, &st) == 0) {
		*identity = (struct identity){ st.st_dev, st.st_ino, NULL };
		return !S_ISCHR(st.st_mode) && !S_ISDIR(st.st_mode);
	}
	end = files_follow(path, &descriptor);
	folder = last_step(end) > 0 ? allocate_text(end, last_step(end))
				    : allocate_text(".", 1);
	found = stat(folder, &st) == 0;
	if (found)
		*identity = (struct identity){ st.st_dev, st.st_ino,
			allocate_text(
			    end + last_step(end), strlen(end + last_step(end))) };
	free(folder);
	free(end);
	return found;
}

static bool
same_file(const struct identity *a, const struct identity *b)
{
	if (a->device != b->device || a->inode != b->inode)
		return false;
	return a->name == NULL ? b->name == NULL
			       : b->name != NULL && strcmp(a->name, b->name) == 0;
}

static _Noreturn void
refuse(const struct used *output, const struct used *other)
{
	errx(STATUS_TROUBLE, "%s%s%s: not written, since it is also %s%s%s",
	    output->option != NULL ? output->option : "",
	    output->option != NULL ? ": " : "", output->path,
	    other->output ? "another output" : "an input",
	    other->option != NULL ? ", of " : "",
	    other->option != NULL ? other->option : "");
}

static void add(struct used new)
{
	for (size_t i = 0; i < count; i++) {
		if ((!all[i].output && !new.output) ||
		    !same_file(&all[i].identity, &new.identity))
			continue;
		/* What an option has announced is now opened. */
		if (new.opened && all[i].output &&
		    !all[i].opened &&strcmp(all[i].path, new.path) == 0) {
			all[i].opened = true;
			return;
		}
		refuse(new.output ? &new : &all[i], new.output ? &all[i] : &new);
	}
	all = allocate_room(all, &room, count + 1, sizeof *all);
	all[count++] = new;
}

static void
add_path(struct used new, const char *path)
{
	if (!identify(path, &new.identity))
		return;
	new.path = allocate_text(path, strlen(path));
	add(new);
}

void
files_add_input(const char *option, const char *path)
{
	if (strcmp(path, "-") != 0)
		add_path((struct used){ .option = option }, path);
}

void
files_add_output(const char *option, const char *path)
{
	add_path((struct used){ .option = option, .output = true }, path);
}

void
files_open_output(const char *path)
{
	add_path((struct used){ .output = true, .opened = true }, path);
}

static void
add_descriptor(int fd, const char *name, bool output)
{
	struct used new = { .path = allocate_text(name, strlen(name)),
		.output = output,
		.opened = output };
	struct stat st;

	if (fstat(fd, &st) == -1 ||
	    (output ? S_ISCHR(st.st_mode) : !S_ISREG(st.st_mode)))
		return;
	new.identity = (struct identity){ st.st_dev, st.st_ino, NULL };
	add(new);
}

void
files_add_standard(void)
{
	add_descriptor(STDIN_FILENO, "standard input", false);
	add_descriptor(STDOUT_FILENO, "standard output", true);
}
