import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks a statement of Sluice without trusting whoever made it. Needs Java 17 or later and nothing
 * else:
 *
 * <pre>java VerifyStatement.java statement.txt [fingerprint]</pre>
 *
 * <p>It makes every hash and every sum again: cost = tokens x prices, charge + loss = cost x
 * markup, groups = the growth of the rounded total of their entries, invoice = groups, rounded to
 * cents once. The chain must end in a checkpoint, and checkpoint and file must be signed by one
 * key. Compare that key's fingerprint, which is printed, with the one you were given when you
 * signed up or with earlier statements; given as the second argument, it is compared here. Keep
 * your checkpoints: of two for the same entry both must name the same hash.
 */
public class VerifyStatement {
  private final List<String[]> groups = new ArrayList<>();
  private final List<String[]> entries = new ArrayList<>();
  private String[] invoice = {};
  private String[] checkpoint = {};
  private String before = "";
  private String signature = "";
  private String signed = "";

  /** Prints what was checked and ends with 0, or says what is wrong and ends with 1. */
  public static void main(String[] arguments) {
    try {
      String text = Files.readString(Path.of(arguments[0]));
      System.out.println(
          new VerifyStatement().check(text, arguments.length > 1 ? arguments[1] : ""));
    } catch (Exception wrong) {
      System.out.println("REFUSED: " + wrong.getMessage());
      System.exit(1);
    }
  }

  /** What was checked, in words; throws with what is wrong. */
  public String check(String text, String fingerprint) throws Exception {
    read(text);
    checkSignatures(fingerprint);
    checkChain();
    for (String[] entry : entries) {
      checkEntry(entry);
    }
    long quantity = 0;
    for (String[] group : groups) {
      quantity += checkGroup(group);
    }
    checkInvoice(quantity);
    return "OK: invoice %s over $%s, %d groups, %d entries up to %s, key %s"
        .formatted(
            invoice[2],
            new BigDecimal(invoice[8]).movePointLeft(2).toPlainString(),
            groups.size(),
            entries.size(),
            checkpoint[3],
            fingerprint(checkpoint[6]));
  }

  private void read(String text) {
    require(text.endsWith("\n"), "the file does not end with a line break");
    int last = text.lastIndexOf("\nsignature\t") + 1;
    require(last > 0, "the file has no signature");
    signed = text.substring(0, last);
    String[] lines = text.split("\n", -1);
    require(lines[0].equals("sluice-statement\t1"), "this is no statement");
    for (int i = 1; i < lines.length - 1; i++) {
      String[] fields = lines[i].split("\t", -1);
      switch (fields[0]) {
        case "invoice" -> invoice = sized(fields, 9);
        case "group" -> groups.add(sized(fields, 8));
        case "before" -> before = sized(fields, 2)[1];
        case "entry" -> entries.add(sized(fields, 30));
        case "checkpoint" -> checkpoint = sized(fields, 8);
        case "signature" -> signature = sized(fields, 2)[1];
        default -> throw new IllegalStateException("line " + (i + 1) + " is unknown");
      }
    }
    require(invoice.length > 0 && checkpoint.length > 0 && !groups.isEmpty(), "parts are missing");
  }

  private static String[] sized(String[] fields, int size) {
    require(fields.length == size, fields[0] + " has " + fields.length + " fields");
    return fields;
  }

  private void checkSignatures(String fingerprint) throws Exception {
    String key = checkpoint[6];
    require(
        fingerprint.isEmpty() || fingerprint(key).equals(fingerprint),
        "it is signed by the key " + fingerprint(key));
    String sealed = String.join("\t", List.of(checkpoint).subList(1, 6));
    require(isSigned(key, sealed, checkpoint[7]), "the checkpoint's signature is wrong");
    require(isSigned(key, signed, signature), "the file's signature is wrong");
    require(checkpoint[2].equals(invoice[3]), "the checkpoint is another workspace's");
  }

  private static boolean isSigned(String key, String text, String signature) throws Exception {
    Signature check = Signature.getInstance("Ed25519");
    byte[] bytes = Base64.getDecoder().decode(key);
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes)));
    check.update(text.getBytes(StandardCharsets.UTF_8));
    return check.verify(Base64.getDecoder().decode(signature));
  }

  private static String fingerprint(String key) throws Exception {
    return sha256(key).substring(0, 16);
  }

  /** Every entry follows the one before it, up to the one that the checkpoint names. */
  private void checkChain() throws Exception {
    String hash = before;
    long place = number(entries.get(0)[4]);
    for (String[] entry : entries) {
      require(number(entry[4]) == place, "entry " + place + " is missing");
      require(entry[3].equals(invoice[3]), "entry " + place + " is another workspace's");
      String line = String.join("\t", List.of(entry).subList(2, entry.length));
      hash = sha256(hash + "\n" + line);
      require(hash.equals(entry[1]), "entry " + place + " is not what it was");
      place++;
    }
    require(checkpoint[3].equals(Long.toString(place - 1)), "the chain ends elsewhere");
    require(checkpoint[4].equals(hash), "the checkpoint says otherwise");
  }

  /** Tokens x prices = cost; cost x markup = charge + loss. */
  private static void checkEntry(String[] entry) {
    if (!entry[6].equals("call")) {
      return;
    }
    BigDecimal cost = BigDecimal.ZERO;
    for (int kind = 0; kind < 4; kind++) {
      cost = cost.add(decimal(entry[16 + kind]).multiply(decimal(entry[21 + kind])));
    }
    require(same(cost, decimal(entry[25])), "entry " + entry[4] + " costs something else");
    require(
        same(cost.multiply(decimal(entry[26])), decimal(entry[9]).add(decimal(entry[27]))),
        "entry " + entry[4] + " is charged something else");
    require(decimal(entry[9]).signum() >= 0, "entry " + entry[4] + " is negative");
  }

  /** The growth of the rounded total, in millionths of a dollar. */
  private long checkGroup(String[] group) {
    BigDecimal sum = BigDecimal.ZERO;
    long found = 0;
    for (String[] entry : entries) {
      long place = number(entry[4]);
      if (place >= number(group[3]) && place <= number(group[4])) {
        found++;
        boolean isBilled = List.of("call", "credit", "adjustment").contains(entry[6]);
        if (isBilled && entry[7].equals(invoice[4])) {
          sum = sum.add(decimal(entry[9]));
        }
      }
    }
    require(found == number(group[4]) - number(group[3]) + 1, "group " + group[1] + " has gaps");
    BigDecimal total = decimal(group[6]);
    require(
        same(decimal(group[5]).add(sum), total), "group " + group[1] + " sums to something else");
    long value = units(total) - units(decimal(group[5]));
    require(value == number(group[7]), "group " + group[1] + " was told as something else");
    return value;
  }

  private void checkInvoice(long quantity) {
    require(quantity == number(invoice[7]), "the groups are not what was billed: " + quantity);
    long cents =
        new BigDecimal(quantity)
            .movePointLeft(4)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    require(cents == number(invoice[8]), "the total is not " + cents + " cents");
  }

  private static long units(BigDecimal total) {
    return total.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static boolean same(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) == 0;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
