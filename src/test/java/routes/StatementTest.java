package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.billing.Invoice;
import hub.billing.Statement;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever pays can check a statement alone. */
class StatementTest {
  @TempDir static Path folder;

  @Test
  void isAcceptedByTheVerifierCompiledAloneAndNoMutationIs() throws Exception {
    try (BillingRig rig = new BillingRig(folder);
        URLClassLoader alone = compiled()) {
      Invoice invoice = billed(rig);
      String statement =
          new Statement(rig.groups, rig.books.ledger, rig.books.checkpoints)
              .of(invoice)
              .orElseThrow();

      assertThat(verdict(alone, statement, "")).startsWith("OK: invoice " + invoice.number());
      assertThat(verdict(alone, statement, "0123456789abcdef")).contains("signed by the key");
      Random dice = new Random(11);
      for (int i = 0; i < 100; i++) {
        String mutated = mutated(statement, dice, i);
        assertThat(verdict(alone, mutated, "")).as("mutation %d", i).startsWith("REFUSED");
      }
    }
  }

  private static Invoice billed(BillingRig rig) throws Exception {
    for (int minute = 0; minute < 3; minute++) {
      for (int i = 0; i < 4; i++) {
        rig.charge();
      }
      rig.tick();
      rig.clock.advance(Duration.ofMinutes(1));
    }
    rig.books.ledger.credit(
        rig.workspace, Mode.SANDBOX, new BigDecimal("0.001"), "Tab\there", TestDatabase.USER);
    rig.charge();
    rig.tick();
    rig.clock.advance(Duration.ofMinutes(2));
    rig.books.signDue();
    return rig.invoices.find(rig.workspace, rig.paidInvoice()).orElseThrow();
  }

  /** A digit or letter changed, a line lost, doubled or moved. */
  private static String mutated(String statement, Random dice, int i) {
    String[] lines = statement.split("\n");
    int line = dice.nextInt(lines.length);
    switch (i % 4) {
      case 0 -> {
        return statement.replace(lines[line] + "\n", "");
      }
      case 1 -> {
        return statement.replace(lines[line] + "\n", lines[line] + "\n" + lines[line] + "\n");
      }
      default -> {
        char[] letters = statement.toCharArray();
        int at;
        do {
          at = dice.nextInt(letters.length);
        } while (!Character.isLetterOrDigit(letters[at]));
        letters[at] = letters[at] == '7' ? '8' : '7';
        return new String(letters);
      }
    }
  }

  private static URLClassLoader compiled() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("alone"));
    Path source = classes.resolve("VerifyStatement.java");
    try (InputStream in =
        Objects.requireNonNull(
            StatementTest.class.getResourceAsStream("/statement/VerifyStatement.java"))) {
      Files.write(source, in.readAllBytes());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                classes.toString(),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(result).isZero();
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static String verdict(URLClassLoader alone, String statement, String fingerprint)
      throws Exception {
    Class<?> verifier = alone.loadClass("VerifyStatement");
    try {
      String text = new String(statement.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      return (String)
          verifier
              .getMethod("check", String.class, String.class)
              .invoke(verifier.getConstructor().newInstance(), text, fingerprint);
    } catch (InvocationTargetException refused) {
      return "REFUSED: " + refused.getCause().getMessage();
    }
  }
}
