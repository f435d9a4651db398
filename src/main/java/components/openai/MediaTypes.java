package components.openai;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.MimeTypeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what kind of content a file or binary body is, from headers first and the name last.
 */
final class MediaTypes {

  private static final List<String> FOR_FILES =
      List.of(OpenAIConstants.MEDIA_TYPE, Exchange.FILE_CONTENT_TYPE);

  private static final List<String> FOR_BYTES =
      List.of(
          OpenAIConstants.MEDIA_TYPE,
          "CamelAwsS3ContentType",
          "CamelAzureStorageBlobContentType",
          "CamelAzureStorageDataLakeContentType",
          "CamelGoogleCloudStorageContentType",
          "CamelMinioContentType",
          "CamelIBMCOSContentType",
          Exchange.CONTENT_TYPE,
          Exchange.FILE_CONTENT_TYPE);

  private MediaTypes() {}

  static @Nullable String ofFile(Message message, String fileName) {
    return stated(message, FOR_FILES).findFirst().orElseGet(() -> byName(fileName));
  }

  static @Nullable String ofBytes(Message message) {
    return stated(message, FOR_BYTES)
        .findFirst()
        .orElseGet(
            () -> {
              String fileName = message.getHeader(Exchange.FILE_NAME, String.class);
              return fileName == null ? null : byName(fileName);
            });
  }

  static boolean isImage(@Nullable String type) {
    return type != null && type.startsWith("image/");
  }

  static boolean isText(@Nullable String type) {
    return type != null
        && (type.startsWith("text/")
            || type.equals("application/json")
            || type.equals("application/xml"));
  }

  private static Stream<String> stated(Message message, List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.ofNullable(message.getHeader(header, String.class)))
        .map(value -> value.split(";", 2)[0].strip())
        .filter(value -> !value.isEmpty());
  }

  private static @Nullable String byName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    boolean markdown = name.endsWith(".md") || name.endsWith(".markdown");
    return markdown ? "text/markdown" : MimeTypeHelper.probeMimeType(fileName);
  }
}
