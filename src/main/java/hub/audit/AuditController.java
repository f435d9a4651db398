package hub.audit;

import hub.web.CsvTable;
import hub.web.CurrentUser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where owners read who did what, filtered, checked and as a file. */
@Controller
class AuditController {
  private static final int ROWS = 100;
  private static final int ROWS_OF_A_FILE = 100_000;

  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  /** The form of filters as it was sent; days are days of UTC. */
  record Form(
      @Nullable UUID person,
      @Nullable String act,
      @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until) {

    AuditTrail.Filter filter() {
      return new AuditTrail.Filter(
          person,
          act == null ? "" : act.strip(),
          from == null ? null : start(from),
          until == null ? null : start(until.plusDays(1)));
    }

    private static Instant start(LocalDate day) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  @GetMapping("/settings/audit")
  String page(
      CurrentUser user,
      Form form,
      @RequestParam(defaultValue = "0") long before,
      @RequestParam(required = false) @Nullable String verify,
      Model model) {
    List<AuditEntry> entries =
        trail.newest(user.workspaceId(), form.filter(), before > 0 ? before : Long.MAX_VALUE, ROWS);
    model.addAttribute("entries", entries);
    model.addAttribute("older", entries.size() == ROWS ? entries.getLast().position() : null);
    model.addAttribute("actors", trail.actors(user.workspaceId()));
    model.addAttribute("form", form);
    model.addAttribute("verdict", verify == null ? null : trail.verify(user.workspaceId()));
    return "audit/list";
  }

  @GetMapping("/settings/audit.csv")
  ResponseEntity<byte[]> csv(CurrentUser user, Form form) {
    CsvTable table =
        new CsvTable(
            List.of(
                "At",
                "Who",
                "Person",
                "By a program",
                "Act",
                "About",
                "With",
                "Refused",
                "Place",
                "Hash"));
    for (AuditEntry each :
        trail.newest(user.workspaceId(), form.filter(), Long.MAX_VALUE, ROWS_OF_A_FILE)) {
      table.add(
          each.at(),
          each.who(),
          each.actor(),
          each.byProgram() ? "yes" : "no",
          each.act(),
          each.subject(),
          each.detail(),
          each.refused() == 0 ? null : each.refused(),
          each.seq() == 0 ? null : each.seq(),
          each.hash());
    }
    return table.asFile("audit-log.csv");
  }
}
