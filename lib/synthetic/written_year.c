#include "synthetic/written_year.h"

#include "settings/allocate.h"
#include "synthetic/folder.h"

static struct span
text_of(const struct written_year *year)
{
	if (writer_failed(&year->text))
		allocate_fail();
	return (struct span){ year->text.text, year->text.len };
}

static void
write_line(struct sink *sink, struct span line)
{
	sink_write(sink, line.at, line.len);
	sink_end_line(sink);
}

static void
print(const struct written_year *year, struct stream *stream, struct span bytes)
{
	if (bytes.at == NULL)
		allocate_fail();
	if (year->file != NULL)
		sink_write(year->file, bytes.at, bytes.len);
	else
		stream_print(stream, bytes.at, bytes.len);
}

void
written_year_begin(struct written_year *year, bool with_title, struct stream *stream)
{
	uint64_t lines;

	year->first_line = 1;
	if (year->sheet == NULL)
		return;
	writer_reset(&year->text);
	procedure_columns(year->procedure, year->made, &year->text);
	print(year, stream,
	    sheet_head(year->sheet, with_title ? year->procedure->title : NULL,
		text_of(year).at, &lines));
	year->first_line += lines;
}

void
written_year_applicant(struct written_year *year, uint64_t index, struct stream *stream)
{
	writer_reset(&year->text);
	if (year->sheet != NULL)
		year->procedure->row(year->made, index, &year->text);
	else
		year->procedure->record(year->made, index, &year->text);
	stream_begin(stream, year->folder, year->first_line + index, text_of(year));
	if (year->sheet == NULL && year->file == NULL) {
		stream_write(stream, text_of(year));
		return;
	}
	if (year->sheet != NULL)
		print(year, stream, sheet_row(year->sheet, text_of(year)));
	else
		write_line(year->file, text_of(year));
	stream_printed(stream);
}

void
written_year_truth(struct written_year *year, uint64_t index)
{
	writer_reset(&year->text);
	if (year->procedure->truth(
		year->made, index, year->first_line + index, &year->text))
		write_line(year->truth, text_of(year));
}

void
written_year_close(struct written_year *year)
{
	if (year->truth != NULL)
		sink_close(year->truth);
	if (year->file != NULL) {
		folder_write_surroundings(year->folder, year->procedure, year->made);
		sink_close(year->file);
	}
	year->procedure->close(year->made);
	sheet_free(year->sheet);
	writer_free(&year->text);
}
