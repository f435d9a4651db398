package hub.sandbox.openai;

import hub.sandbox.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body in its parts. */
final class Form {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** One part; the file's name is empty where it is no file. */
  record Part(String fileName, byte[] content) {}

  static Form of(Call call) {
    Matcher boundary = BOUNDARY.matcher(call.header("Content-Type").orElse(""));
    if (!boundary.find()) {
      throw ApiProblem.missing("file");
    }
    Form form = new Form();
    // One byte a character, so that nothing of a file changes on its way through a text.
    String body = new String(call.body(), StandardCharsets.ISO_8859_1);
    for (String piece : body.split(Pattern.quote("--" + boundary.group(1)))) {
      form.take(piece);
    }
    return form;
  }

  private void take(String piece) {
    int end = piece.indexOf(END_OF_HEAD);
    Matcher name = NAME.matcher(end < 0 ? "" : piece.substring(0, end));
    if (name.find()) {
      Matcher file = FILE_NAME.matcher(piece.substring(0, end));
      String content = piece.substring(end + END_OF_HEAD.length());
      String whole =
          content.endsWith("\r\n") ? content.substring(0, content.length() - 2) : content;
      parts.put(
          name.group(1),
          new Part(file.find() ? file.group(1) : "", whole.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw ApiProblem.missing(name);
    }
    return part;
  }

  String text(String name) {
    return new String(part(name).content(), StandardCharsets.UTF_8);
  }
}
