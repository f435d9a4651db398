package hub.billing;

import hub.ledger.Checkpoint;
import hub.ledger.Checkpoints;
import hub.ledger.EntryLine;
import hub.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * An invoice with everything behind it in one text file: its groups, every entry with its hash, and
 * the signed checkpoint that vouches for them. {@code VerifyStatement.java}, a file without
 * dependencies, checks it; fields are between tabs.
 */
@Component
public class Statement {
  private final MeterGroups groups;
  private final Ledger ledger;
  private final Checkpoints checkpoints;

  public Statement(MeterGroups groups, Ledger ledger, Checkpoints checkpoints) {
    this.groups = groups;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
  }

  /** The statement; empty until a checkpoint covers the invoice's last entry, or if it has none. */
  public Optional<String> of(Invoice invoice) {
    List<MeterGroup> billed =
        groups
            .between(
                invoice.workspaceId(), invoice.mode(), invoice.periodStart(), invoice.periodEnd())
            .stream()
            .filter(group -> group.state().equals("sent"))
            .toList();
    if (billed.isEmpty()) {
      return Optional.empty();
    }
    long first = billed.stream().mapToLong(MeterGroup::firstSeq).min().orElseThrow();
    long last = billed.stream().mapToLong(MeterGroup::lastSeq).max().orElseThrow();
    return checkpoints
        .covering(invoice.workspaceId(), last)
        .map(checkpoint -> signed(text(invoice, billed, first, checkpoint)));
  }

  private String text(Invoice invoice, List<MeterGroup> billed, long first, Checkpoint checkpoint) {
    StringBuilder text = new StringBuilder(header(invoice));
    billed.forEach(group -> text.append(group(group)));
    text.append("before\t").append(hashBefore(invoice, first)).append('\n');
    for (Ledger.Chained chained : ledger.between(invoice.workspaceId(), first, checkpoint.seq())) {
      text.append("entry\t")
          .append(chained.hash())
          .append('\t')
          .append(EntryLine.of(chained.seq(), chained.entry()))
          .append('\n');
    }
    return text.append("checkpoint\t").append(checkpoint.line()).append('\n').toString();
  }

  private static String header(Invoice invoice) {
    return line("sluice-statement", "1")
        + line(
            "invoice",
            invoice.id(),
            String.valueOf(invoice.number()),
            invoice.workspaceId().toString(),
            invoice.mode().word(),
            invoice.periodStart().toString(),
            invoice.periodEnd().toString(),
            Long.toString(invoice.quantity()),
            Long.toString(invoice.totalCents()));
  }

  private static String group(MeterGroup group) {
    return line(
        "group",
        Long.toString(group.number()),
        group.minute().toString(),
        Long.toString(group.firstSeq()),
        Long.toString(group.lastSeq()),
        group.totalBefore().stripTrailingZeros().toPlainString(),
        group.totalAfter().stripTrailingZeros().toPlainString(),
        Long.toString(group.value()));
  }

  private static String line(String... fields) {
    return String.join("\t", fields) + "\n";
  }

  private String hashBefore(Invoice invoice, long first) {
    return ledger
        .find(invoice.workspaceId(), first - 1)
        .map(Ledger.Chained::hash)
        .orElse(EntryLine.NOTHING_BEFORE);
  }

  private String signed(String text) {
    return text + "signature\t" + checkpoints.sign(text) + "\n";
  }
}
