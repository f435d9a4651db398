package components.openai;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * The user's part of a chat: a text, or a text about an image. The header or option for the user
 * message goes before the body's text; an image cannot do without it.
 */
final class UserMessage {

  private UserMessage() {}

  /**
   * What the user says; empty when there is no text at all.
   *
   * @throws IllegalArgumentException when the body is neither text nor image, or an image without
   *     words
   */
  static Optional<ChatCompletionMessageParam> of(Message in, @Nullable String option)
      throws InvalidPayloadException {
    String words = Headers.or(in, OpenAIConstants.USER_MESSAGE, option, String.class);
    Object body = in.getBody();
    if (body instanceof WrappedFile<?> || body instanceof File || body instanceof Path) {
      return Optional.of(file(in, words));
    }
    boolean binary = body instanceof byte[] || body instanceof InputStream;
    String type = binary ? MediaTypes.ofBytes(in) : null;
    return MediaTypes.isImage(type) ? Optional.of(image(in, type, words)) : text(in, words);
  }

  private static Optional<ChatCompletionMessageParam> text(Message in, @Nullable String words) {
    String said = ObjectHelper.isNotEmpty(words) ? words : in.getBody(String.class);
    return said == null || said.isBlank()
        ? Optional.empty()
        : Optional.of(user(ChatCompletionUserMessageParam.Content.ofText(said)));
  }

  private static ChatCompletionMessageParam file(Message in, @Nullable String words)
      throws InvalidPayloadException {
    String type = typeOfFile(in);
    if (MediaTypes.isImage(type)) {
      return image(in, type, words);
    }
    if (!MediaTypes.isText(type)) {
      throw new IllegalArgumentException(
          "openai:chat-completion reads files of text and images, not of type "
              + type
              + "; the header "
              + OpenAIConstants.MEDIA_TYPE
              + " can name another type");
    }
    return text(in, words)
        .orElseThrow(
            () -> new IllegalArgumentException("the file for openai:chat-completion is empty"));
  }

  private static @Nullable String typeOfFile(Message in) {
    Object body = in.getBody();
    Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
    return file instanceof File || file instanceof Path
        ? MediaTypes.ofFile(in, file.toString())
        : MediaTypes.ofBytes(in);
  }

  private static ChatCompletionMessageParam image(
      Message in, @Nullable String type, @Nullable String words) throws InvalidPayloadException {
    if (ObjectHelper.isEmpty(words)) {
      throw new IllegalArgumentException(
          "openai:chat-completion needs words with an image: set the option userMessage"
              + " or the header "
              + OpenAIConstants.USER_MESSAGE);
    }
    byte[] bytes = in.getMandatoryBody(byte[].class);
    String url = "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    return user(
        ChatCompletionUserMessageParam.Content.ofArrayOfContentParts(
            List.of(
                ChatCompletionContentPart.ofText(
                    ChatCompletionContentPartText.builder().text(words).build()),
                ChatCompletionContentPart.ofImageUrl(
                    ChatCompletionContentPartImage.builder()
                        .imageUrl(
                            ChatCompletionContentPartImage.ImageUrl.builder().url(url).build())
                        .build()))));
  }

  private static ChatCompletionMessageParam user(ChatCompletionUserMessageParam.Content content) {
    return ChatCompletionMessageParam.ofUser(
        ChatCompletionUserMessageParam.builder().content(content).build());
  }
}
