#include <err.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "settings/allocate.h"
#include "settings/status.h"
#include "synthetic/folder.h"

void
folder_make(const char *folder)
{
	if (mkdir(folder, 0777) == -1 && errno != EEXIST)
		err(STATUS_TROUBLE, "%s", folder);
}

struct sink *
folder_open(const char *folder, const char *name)
{
	struct writer path = { 0 };
	struct sink *sink;

	writer_bytes(&path, folder, strlen(folder));
	writer_bytes(&path, "/", 1);
	writer_bytes(&path, name, strlen(name) + 1);
	if (writer_failed(&path))
		allocate_fail();
	sink = sink_open_file(path.text, 0666);
	writer_free(&path);
	return sink;
}

static void
write_line(struct sink *sink, const struct writer *text)
{
	if (writer_failed(text))
		allocate_fail();
	sink_write(sink, text->text, text->len);
	sink_end_line(sink);
}

static void
write_file(const char *folder, const struct procedure_file *file, const void *year)
{
	struct sink *sink = folder_open(folder, file->name);
	struct writer text = { 0 };

	for (size_t i = 0; i < file->lines(year); i++) {
		writer_reset(&text);
		file->line(year, i, &text);
		if (text.len > 0 || writer_failed(&text))
			write_line(sink, &text);
	}
	sink_close(sink);
	writer_free(&text);
}

static void
write_districts(const char *folder, const struct procedure *procedure)
{
	struct sink *sink = folder_open(folder, "districts.geojson");
	struct writer text = { 0 };

	procedure->districts(&text);
	write_line(sink, &text);
	sink_close(sink);
	writer_free(&text);
}

void
folder_write_surroundings(
    const char *folder, const struct procedure *procedure, const void *year)
{
	struct procedure_file programs = { "programs.jsonl", procedure->programs,
		procedure->program };

	write_file(folder, &programs, year);
	if (procedure->districts != NULL)
		write_districts(folder, procedure);
	if (procedure->files != NULL)
		for (size_t i = 0; procedure->files[i].name != NULL; i++)
			write_file(folder, &procedure->files[i], year);
}
