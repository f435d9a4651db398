package hub.analysis.view.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-separated values (RFC 4180), UTF-8 with the mark by which spreadsheets know it.
 * Numbers stay numbers; every text is made inert.
 */
final class CsvTable {
  private static final char UTF_8_MARK = '\ufeff';

  private final StringBuilder text = new StringBuilder().append(UTF_8_MARK);
  private final CSVPrinter printer;

  CsvTable(List<String> columns) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader(columns.toArray(String[]::new))
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();
    try {
      printer = new CSVPrinter(text, format);
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text in memory takes every line", impossible);
    }
  }

  /** One row; null is an empty cell. */
  void add(@Nullable Object... cells) {
    try {
      printer.printRecord(Arrays.stream(cells).map(CsvTable::cell));
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text in memory takes every line", impossible);
    }
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return value == null || value instanceof Number || value instanceof Dollars
        ? value
        : InertCell.of(value.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
