/*
 * inject - run a command again and again, each time with another fault
 *
 *	inject [-d dense] [-g part] [-i input] kind scratch preload command ...
 *
 * The command runs in the present folder, first without a fault, then with the first,
 * second, third ... call of a kind failing (preload.c), until there are no more
 * calls: each up to dense (400); beyond, each step is a part (16: a sixteenth) of the
 * number that was reached.  Held to:
 *
 * - status 0 or 1: status, output and files are those of the run without a fault;
 * - status 2: a message, and the folder is as it was before;
 * - a call that was interrupted, or read or wrote a part, makes no difference at all;
 * - nothing else happens: no other status, no signal, no run of over 20 seconds.
 *
 * A crash inside a library is counted apart.  Prints one line of counts, and one for
 * each violation.  Ends with 1 if there is one.  scratch is a folder outside of the
 * present one.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 20, MOST_FILES = 256, MOST_PATH = 4096 };

struct file {
	char path[256];
	char *bytes;
	size_t len;
};

struct folder {
	struct file files[MOST_FILES];
	size_t count;
};

static const char *kind, *preload, *input = "/dev/null";
static char out_path[MOST_PATH], err_path[MOST_PATH], mark_path[MOST_PATH];
static struct folder before, whole, after;
static struct file whole_out;
static int whole_status;
static unsigned long runs, same, refused, foreign, violations;

static void
read_file(const char *path, struct file *f)
{
	struct stat status;
	size_t used = 0;
	ssize_t got = 1;
	int fd = open(path, O_RDONLY);

	if (fd == -1 || fstat(fd, &status) == -1)
		err(2, "%s", path);
	f->len = (size_t)status.st_size;
	f->bytes = realloc(f->bytes, f->len + 1);
	if (f->bytes == NULL)
		err(2, NULL);
	while (used < f->len && (got = read(fd, f->bytes + used, f->len - used)) > 0)
		used += (size_t)got;
	if (got == -1)
		err(2, "%s", path);
	f->bytes[f->len = used] = '\0';
	close(fd);
}

/* The time that a run took is no part of what it did. */
static void
leave_out_seconds(struct file *f)
{
	static const char name[] = "\"seconds\":";
	char *at = f->bytes;

	while ((at = memmem(at, f->len - (size_t)(at - f->bytes), name,
		    sizeof name - 1)) != NULL) {
		char *end = at += sizeof name - 1;

		while (*end != '\0' && *end != ',')
			end++;
		memmove(at, end, f->len - (size_t)(end - f->bytes) + 1);
		f->len -= (size_t)(end - at);
	}
}

static struct folder *reading;

static int
add_file(const char *path, const struct stat *status, int type, struct FTW *where)
{
	struct file *f = &reading->files[reading->count];

	(void)status, (void)where;
	if (type != FTW_F)
		return 0;
	if (reading->count == MOST_FILES || strlen(path) >= sizeof f->path)
		errx(2, "%s: too many files, or too long a name", path);
	snprintf(f->path, sizeof f->path, "%s", path);
	read_file(path, f);
	leave_out_seconds(f);
	reading->count++;
	return 0;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static void
read_folder(struct folder *folder)
{
	folder->count = 0;
	reading = folder;
	if (nftw(".", add_file, 16, FTW_PHYS) != 0)
		err(2, ".");
	qsort(folder->files, folder->count, sizeof *folder->files, compare_paths);
}

static bool
same_file(const struct file *a, const struct file *b)
{
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static const struct file *
find(const struct folder *folder, const char *path)
{
	struct file key;

	snprintf(key.path, sizeof key.path, "%s", path);
	return bsearch(
	    &key, folder->files, folder->count, sizeof *folder->files, compare_paths);
}

/* What differs first, or NULL. */
static const char *
difference(const struct folder *is, const struct folder *wanted)
{
	for (size_t i = 0; i < is->count; i++) {
		const struct file *f = find(wanted, is->files[i].path);

		if (f == NULL || !same_file(f, &is->files[i]))
			return is->files[i].path;
	}
	for (size_t i = 0; i < wanted->count; i++)
		if (find(is, wanted->files[i].path) == NULL)
			return wanted->files[i].path;
	return NULL;
}

/* Make the folder again what it was before the command. */
static void
restore(void)
{
	for (size_t i = 0; i < after.count; i++)
		if (find(&before, after.files[i].path) == NULL &&
		    unlink(after.files[i].path) == -1)
			err(2, "%s", after.files[i].path);
	for (size_t i = 0; i < before.count; i++) {
		const struct file *f = find(&after, before.files[i].path);
		FILE *file;

		if (f != NULL && same_file(f, &before.files[i]))
			continue;
		file = fopen(before.files[i].path, "w");
		if (file == NULL ||
		    fwrite(before.files[i].bytes, 1, before.files[i].len, file) !=
			before.files[i].len ||
		    fclose(file) == EOF)
			err(2, "%s", before.files[i].path);
	}
}

static void
move(int fd, const char *path, int flags)
{
	int opened = open(path, flags, 0600);

	if (opened == -1 || dup2(opened, fd) == -1)
		err(2, "%s", path);
	close(opened);
}

static _Noreturn void
become(char *command[], const char *fault, unsigned long at)
{
	char number[32];

	move(STDIN_FILENO, input, O_RDONLY);
	move(STDOUT_FILENO, out_path, O_WRONLY | O_CREAT | O_TRUNC);
	move(STDERR_FILENO, err_path, O_WRONLY | O_CREAT | O_TRUNC);
	if (fault != NULL) {
		snprintf(number, sizeof number, "%lu", at);
		if (setenv("FAULT_KIND", fault, 1) == -1 ||
		    setenv("FAULT_AT", number, 1) == -1 ||
		    setenv("FAULT_MARK", mark_path, 1) == -1 ||
		    setenv("LD_PRELOAD", preload, 1) == -1)
			err(2, NULL);
	}
	alarm(SECONDS);
	execvp(command[0], command);
	err(2, "%s", command[0]);
}

static int
run(char *command[], const char *fault, unsigned long at)
{
	pid_t child;
	int status;

	fflush(NULL);
	if (unlink(mark_path) == -1 && errno != ENOENT)
		err(2, "%s", mark_path);
	child = fork();
	if (child == -1)
		err(2, "fork");
	if (child == 0)
		become(command, fault, at);
	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			err(2, "wait");
	return status;
}

static void
complain(unsigned long at, const char *what, const char *detail)
{
	struct file said = { .bytes = NULL };

	violations++;
	read_file(err_path, &said);
	said.bytes[strcspn(said.bytes, "\n")] = '\0';
	printf("violation: %s %lu: %s%s: %s\n", kind, at, what, detail, said.bytes);
	free(said.bytes);
}

static bool
has_message(void)
{
	struct stat status;

	return stat(err_path, &status) == 0 && status.st_size > 0;
}

/* Of the libraries, all but the program itself and what was preloaded. */
static bool
crashed_elsewhere(void)
{
	struct file mark = { .bytes = NULL };
	bool elsewhere;

	read_file(mark_path, &mark);
	elsewhere = strstr(mark.bytes, ".so") != NULL;
	free(mark.bytes);
	return elsewhere;
}

static void
judge(unsigned long at, int status, bool may_refuse)
{
	static struct file out;
	const char *differs;
	char text[32];

	read_folder(&after);
	if (WIFSIGNALED(status)) {
		snprintf(text, sizeof text, "%d", WTERMSIG(status));
		if (WTERMSIG(status) != SIGALRM && crashed_elsewhere())
			foreign++;
		else
			complain(at, "signal ", text);
		if ((differs = difference(&after, &before)) != NULL &&
		    WTERMSIG(status) != SIGALRM)
			complain(at, "a crash leaves ", differs);
		return;
	}
	snprintf(text, sizeof text, "%d", WEXITSTATUS(status));
	if (status == whole_status) {
		same++;
		read_file(out_path, &out);
		if (!same_file(&out, &whole_out))
			complain(at, "another output with status ", text);
		else if ((differs = difference(&after, &whole)) != NULL)
			complain(at, "another file with a good status: ", differs);
	} else if (WEXITSTATUS(status) != 2 || !may_refuse) {
		complain(at, "status ", text);
	} else {
		refused++;
		if (!has_message())
			complain(at, "no message", "");
		if ((differs = difference(&after, &before)) != NULL)
			complain(at, "status 2 and ", differs);
	}
}

/* One fault.  False if there was no such call any more. */
static bool
inject(char *command[], unsigned long at, bool may_refuse)
{
	int status = run(command, kind, at);

	if (access(mark_path, F_OK) == -1) {
		if (status != whole_status)
			complain(at, "another status without a fault", "");
		read_folder(&after);
		restore();
		return false;
	}
	runs++;
	judge(at, status, may_refuse);
	restore();
	return true;
}

static void
learn(char *command[])
{
	read_folder(&before);
	whole_status = run(command, NULL, 0);
	if (!WIFEXITED(whole_status) || WEXITSTATUS(whole_status) > 1) {
		complain(0, "the command fails by itself", "");
		exit(1);
	}
	read_file(out_path, &whole_out);
	read_folder(&whole);
	after = whole;
	restore();
	memset(&after, 0, sizeof after);
}

static void
name_scratch(const char *scratch)
{
	snprintf(out_path, sizeof out_path, "%s/out", scratch);
	snprintf(err_path, sizeof err_path, "%s/err", scratch);
	snprintf(mark_path, sizeof mark_path, "%s/mark", scratch);
}

int
main(int argc, char *argv[])
{
	unsigned long dense = 400, part = 16;
	bool harmless;
	int c;

	while ((c = getopt(argc, argv, "+d:g:i:")) != -1)
		if (c == 'd')
			dense = strtoul(optarg, NULL, 10);
		else if (c == 'g')
			part = strtoul(optarg, NULL, 10);
		else if (c == 'i')
			input = optarg;
		else
			errx(2, "usage: inject [-d dense] [-g part] [-i input] kind "
				"scratch "
				"preload command ...");
	argv += optind;
	if (argc - optind < 4 || part == 0)
		errx(2, "a command is missing");
	kind = argv[0];
	name_scratch(argv[1]);
	preload = argv[2];
	argv += 3;
	/* What no program may notice: one such call, and every one. */
	harmless = strncmp(kind, "short-", 6) == 0 || strcmp(kind, "interrupt") == 0;
	learn(argv);
	if (harmless)
		(void)inject(argv, 0, false);
	for (unsigned long at = 1; inject(argv, at, !harmless);)
		at += at < dense ? 1 : 1 + at / part;
	printf(
	    "%s: %lu runs, %lu no difference, %lu refused, %lu crashed in a library, "
	    "%lu violations\n",
	    kind, runs, same, refused, foreign, violations);
	return violations > 0;
}
