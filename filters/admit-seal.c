/*
 * admit-seal - put a foreign command into a sealed pipe
 *
 * The seal of the input is checked while the command reads it, and the output is
 * sealed only when the command has ended with 0 and the seal has held.  A command
 * that stops reading early (head) is no fault: the rest is read and checked all
 * the same.
 */
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include "record/record.h"
#include "seal/seal.h"
#include "settings/seals.h"
#include "settings/settings.h"
#include "stream/sink.h"
#include "stream/source.h"

enum { NOT_FOUND = 127, BLOCK = 256 << 10 };

static bool add, strip;

static const struct setting settings[] = {
	SETTING_OPTION('a', SETTING_KIND_FLAG, "add", NULL, &add,
	    "seal what is not sealed yet, at the head of a pipe"),
	SETTING_OPTION('u', SETTING_KIND_FLAG, "strip", NULL, &strip,
	    "demand a seal and write what it seals without it"),
	SETTING_END,
};

static const struct filter filter = {
	.name = "admit-seal",
	.synopsis = "command [argument ...] | -a [file ...] | -u [file ...]",
	.settings = settings,
	.no_policy = true,
	.command = true,
};

static void
never_idle(void *context, bool waits)
{
	(void)context;
	(void)waits;
}

/* Lines from files to standard output. */
static void
copy(char *files[], bool must_be_sealed, bool sealed)
{
	struct source *in =
	    source_open(files, RECORD_MAX_LENGTH, must_be_sealed, never_idle, NULL);
	struct sink *out = sink_open_output(sealed, false);
	struct line line;

	while (source_next(in, &line)) {
		sink_write(out, line.at, line.len);
		if (line.part != LINE_PIECE)
			sink_end_line(out);
	}
	source_close(in);
	sink_write_seal(out);
	sink_close(out);
}

/* Write all, or report that the command has stopped reading. */
static bool
feed(int fd, const char *bytes, size_t len)
{
	ssize_t done;

	while (len > 0) {
		done = write(fd, bytes, len);
		if (done == -1 && errno == EINTR)
			continue;
		if (done == -1 && errno == EPIPE)
			return false;
		if (done == -1)
			err(STATUS_TROUBLE, "pipe");
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

/* The process that reads standard input to its end, and hands it to the command. */
static _Noreturn void
run_feeder(int to_command)
{
	char *none[] = { NULL };
	struct source *in =
	    source_open(none, RECORD_MAX_LENGTH, seals_required(), never_idle, NULL);
	bool reads = true;
	struct line line;

	signal(SIGPIPE, SIG_IGN);
	while (source_next(in, &line)) {
		if (reads)
			reads = feed(to_command, line.at, line.len);
		if (reads && line.part != LINE_PIECE)
			reads = feed(to_command, "\n", 1);
	}
	_exit(STATUS_CLEAN);
}

/* The command reads plain lines and writes plain lines: it is not asked for a seal. */
static _Noreturn void
run_command(char *command[], int in, int out)
{
	if (dup2(in, STDIN_FILENO) == -1 || dup2(out, STDOUT_FILENO) == -1)
		err(STATUS_TROUBLE, "pipe");
	unsetenv("ADMIT_SEAL");
	execvp(command[0], command);
	warn("%s", command[0]);
	_exit(NOT_FOUND);
}

static void
make_pipe(int ends[2])
{
	if (pipe(ends) == -1)
		err(STATUS_TROUBLE, "pipe");
}

/*
 * Fork.  The child is ended when this program ends before it, in whatever way: what it
 * does would go on without an output.
 */
static pid_t
start(void)
{
	pid_t parent = getpid(), child = fork();

	if (child == -1)
		err(STATUS_TROUBLE, "fork");
#ifdef __linux__
	if (child == 0 &&
	    (prctl(PR_SET_PDEATHSIG, SIGTERM) == -1 || getppid() != parent))
		_exit(STATUS_TROUBLE);
#else
	(void)parent;
#endif
	return child;
}

static void
collect(int from, struct sink *out)
{
	static char block[BLOCK];
	ssize_t got;

	while ((got = read(from, block, sizeof block)) != 0) {
		if (got == -1 && errno != EINTR)
			err(STATUS_TROUBLE, "pipe");
		if (got > 0) {
			sink_write(out, block, (size_t)got);
			sink_count_lines(out, seal_count_lines(block, (size_t)got));
		}
	}
}

static bool
ended_well(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			err(STATUS_TROUBLE, "wait");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int
seal(char *command[])
{
	struct sink *out = sink_open_output(seals_written(), false);
	int to_command[2], from_command[2];
	pid_t feeder, child;
	bool fed, done;

	make_pipe(to_command);
	make_pipe(from_command);
	if ((feeder = start()) == 0) {
		close(to_command[0]);
		close(from_command[0]);
		close(from_command[1]);
		run_feeder(to_command[1]);
	}
	close(to_command[1]);
	if ((child = start()) == 0) {
		close(from_command[0]);
		run_command(command, to_command[0], from_command[1]);
	}
	close(to_command[0]);
	close(from_command[1]);
	collect(from_command[0], out);
	done = ended_well(child);
	fed = ended_well(feeder);
	if (!done)
		errx(STATUS_TROUBLE, "%s did not end well: its output is not sealed",
		    command[0]);
	if (!fed)
		errx(STATUS_TROUBLE, "the input of %s was not whole", command[0]);
	sink_write_seal(out);
	sink_close(out);
	return STATUS_CLEAN;
}

int
main(int argc, char *argv[])
{
	char **operands = settings_read(argc, argv, &filter);

	if (add && strip)
		settings_usage();
	if (!add && !strip) {
		if (operands[0] == NULL)
			settings_usage();
		return seal(operands);
	}
	copy(operands, strip, add);
	return STATUS_CLEAN;
}
