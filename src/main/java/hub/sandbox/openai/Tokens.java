package hub.sandbox.openai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import hub.sandbox.openai.judge.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Counts and cuts in tokens, remembering the long texts that come again. */
final class Tokens {
  private static final int REMEMBERED = 64;
  private static final char REPLACEMENT = '\uFFFD';
  private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

  private final EncodingType type;
  private final Map<String, int[]> remembered = Memory.of(REMEMBERED);

  private Tokens(EncodingType type) {
    this.type = type;
  }

  /** As chat models count. */
  static Tokens ofChat() {
    return new Tokens(EncodingType.O200K_BASE);
  }

  /** As embedding models count. */
  static Tokens ofEmbeddings() {
    return new Tokens(EncodingType.CL100K_BASE);
  }

  /** The tokens of a text that is seldom seen twice. */
  int[] of(String text) {
    return encoding().encodeOrdinary(text).toArray();
  }

  /** The tokens of a text that comes again and again, for instance a system message. */
  int[] ofStatic(String text) {
    return remembered.computeIfAbsent(text, this::of);
  }

  int count(String text) {
    return encoding().countTokensOrdinary(text);
  }

  /** The first tokens of a text as text; a character that is cut in two is left out. */
  String head(String text, int tokens) {
    int[] all = of(text);
    if (all.length <= tokens) {
      return text;
    }
    String cut = new String(bytes(all, 0, tokens), StandardCharsets.UTF_8);
    return cut.endsWith(String.valueOf(REPLACEMENT)) ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** A text in pieces of a few tokens each, as a stream brings it; no character is cut in two. */
  List<String> pieces(String text, int tokensEach) {
    int[] all = of(text);
    List<String> pieces = new ArrayList<>();
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    for (int from = 0; from < all.length; from += tokensEach) {
      open.writeBytes(bytes(all, from, Math.min(all.length, from + tokensEach)));
      String piece = open.toString(StandardCharsets.UTF_8);
      boolean isLast = from + tokensEach >= all.length;
      if (isLast || piece.charAt(piece.length() - 1) != REPLACEMENT) {
        pieces.add(piece);
        open.reset();
      }
    }
    return pieces;
  }

  /** Read when first needed: it takes half a second, which a start has better use for. */
  private Encoding encoding() {
    return ENCODINGS.getEncoding(type);
  }

  private byte[] bytes(int[] tokens, int from, int to) {
    IntArrayList part = new IntArrayList(to - from);
    Arrays.stream(tokens, from, to).forEach(part::add);
    return encoding().decodeBytes(part);
  }
}
