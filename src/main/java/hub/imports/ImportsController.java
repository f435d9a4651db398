package hub.imports;

import hub.sources.SourceSettings;
import hub.web.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Imports: what came in, how far it is, and the way in for more. */
@Controller
@RequestMapping("/imports")
class ImportsController {
  private final Imports imports;
  private final ImportSettings settings;
  private final SourceSettings sources;

  ImportsController(Imports imports, ImportSettings settings, SourceSettings sources) {
    this.imports = imports;
    this.settings = settings;
    this.sources = sources;
  }

  @GetMapping
  String list(CurrentUser user, Model model) {
    model.addAttribute("place", "analyses");
    model.addAttribute("mayImport", user.maySpend());
    model.addAttribute("inbox", settings.inbox());
    model.addAttribute("inboxHours", settings.inboxKeeps().toHours());
    model.addAttribute("usualHours", sources.expiresAfter().toHours());
    model.addAttribute("largest", settings.largestUpload().toBytes());
    model.addAttribute("largestWords", words(settings.largestUpload()));
    model.addAttribute("imports", views(user));
    return "imports/list";
  }

  /** As the setting says it, which counts in 1,024. */
  private static String words(DataSize size) {
    return size.toGigabytes() > 0 ? size.toGigabytes() + " GB" : size.toMegabytes() + " MB";
  }

  private List<ImportView> views(CurrentUser user) {
    return imports.all(user.workspaceId()).stream()
        .map(each -> new ImportView(each, user.maySpend()))
        .toList();
  }

  @GetMapping("/{id}")
  String one(CurrentUser user, @PathVariable UUID id, Model model) {
    DumpImport read = find(user, id);
    model.addAttribute("place", "analyses");
    model.addAttribute("import", new ImportView(read, user.maySpend()));
    model.addAttribute("lines", imports.brokenLines(read));
    return "imports/one";
  }

  /** How far an import is; asked once a second while it runs. */
  @GetMapping("/{id}/progress")
  String progress(CurrentUser user, @PathVariable UUID id, Model model) {
    return one(user, id, model) + " :: progress";
  }

  /** Whether an upload would be taken, before a browser sends gigabytes. */
  @GetMapping("/check")
  ResponseEntity<Void> check(
      CurrentUser user, @RequestParam String until, @RequestParam String reason) {
    requireImporter(user);
    imports.keeping(until, reason);
    return ResponseEntity.noContent().build();
  }

  /** The body is the file itself, so that it goes to the disk as it comes. */
  @PostMapping(path = "/upload", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<String> upload(
      CurrentUser user,
      @RequestParam String name,
      @RequestParam String until,
      @RequestParam String reason,
      HttpServletRequest request)
      throws IOException {
    requireImporter(user);
    Keeping keeping = imports.keeping(until, reason);
    UUID id =
        imports.receive(user.workspaceId(), user.id(), name, keeping, request.getInputStream());
    return ResponseEntity.created(URI.create("/imports/" + id)).build();
  }

  @PostMapping("/{id}/cancel")
  String cancel(CurrentUser user, @PathVariable UUID id) {
    requireImporter(user);
    imports.cancel(user.workspaceId(), id);
    return "redirect:/imports/" + id;
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ImportRefused refused) {
    return ResponseEntity.unprocessableContent()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
        .body(refused.getMessage());
  }

  private DumpImport find(CurrentUser user, UUID id) {
    return imports
        .find(user.workspaceId(), id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static void requireImporter(CurrentUser user) {
    if (!user.maySpend()) {
      throw new AccessDeniedException("The role " + user.role() + " may look, not import");
    }
  }
}
