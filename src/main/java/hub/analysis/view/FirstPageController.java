package hub.analysis.view;

import hub.web.CurrentUser;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The first page: one form, what its budget will buy, and the start. */
@Controller
class FirstPageController {
  /** What a paid sample may charge, in US dollars. */
  private static final BigDecimal SAMPLE = new BigDecimal("0.25");

  private final AnalysisReader reader;
  private final AnalysisCommands commands;

  FirstPageController(AnalysisReader reader, AnalysisCommands commands) {
    this.reader = reader;
    this.commands = commands;
  }

  @GetMapping("/")
  String page(CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    FirstPage page = reader.firstPage(user.workspaceId());
    boolean chosen = sent.containsKey("topicKey");
    return show(
        user,
        page,
        chosen ? FirstForm.ofTopic(page, sent) : FirstForm.of(page, sent),
        model,
        "analysis/first");
  }

  /** Where and for how much, after another topic was chosen. */
  @GetMapping("/where")
  String where(CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    FirstPage page = reader.firstPage(user.workspaceId());
    return show(user, page, FirstForm.ofTopic(page, sent), model, "analysis/first :: where");
  }

  /** What an offered topic would cost; asked again while it is being counted. */
  @GetMapping("/topics/{key}/price")
  String price(CurrentUser user, @PathVariable String key, Model model) {
    FirstPage.Topic offered =
        reader.firstPage(user.workspaceId()).topics().stream()
            .filter(topic -> topic.key().equals(key))
            .findFirst()
            .orElseThrow(AnalysisController::notFound);
    model.addAttribute("topic", offered);
    return "analysis/price :: price(topic=${topic})";
  }

  /** What the form's budget will buy. Costs nothing. */
  @GetMapping("/estimate")
  String estimate(CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    FirstPage page = reader.firstPage(user.workspaceId());
    return show(user, page, FirstForm.of(page, sent), model, "analysis/estimate :: update");
  }

  @PostMapping(path = "/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  String upload(CurrentUser user, @RequestParam MultipartFile file, Model model)
      throws IOException {
    requireSpender(user);
    String name = file.getOriginalFilename() == null ? "upload" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      model.addAttribute("upload", commands.upload(user.workspaceId(), user.id(), name, content));
      return "analysis/upload :: read";
    } catch (Refused refused) {
      model.addAttribute("sentence", refused.sentence());
      return "analysis/upload :: refused";
    }
  }

  @PostMapping("/analyses")
  ModelAndView start(
      CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    requireSpender(user);
    FirstPage page = reader.firstPage(user.workspaceId());
    FirstForm form = FirstForm.of(page, sent.containsKey("sample") ? sampled(sent) : sent);
    if (form.isComplete()) {
      try {
        UUID id = commands.start(user.workspaceId(), user.id(), form.wish(page));
        return new ModelAndView("redirect:/analyses/" + id);
      } catch (Refused refused) {
        form.refuse(refused);
      }
    }
    String view = show(user, page, form, model, "analysis/first");
    return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /**
   * A sample is the same wish with a small budget of its own; raised later, it becomes the whole.
   */
  private static MultiValueMap<String, String> sampled(MultiValueMap<String, String> sent) {
    MultiValueMap<String, String> sampled = new LinkedMultiValueMap<>(sent);
    sampled.set("budget", SAMPLE.toPlainString());
    return sampled;
  }

  private String show(CurrentUser user, FirstPage page, FirstForm form, Model model, String view) {
    form.show(reader.uploads(user.workspaceId(), form.uploadIds()));
    model.addAttribute("place", "analyses");
    model.addAttribute("page", page);
    model.addAttribute("form", form);
    model.addAttribute("swap", false);
    model.addAttribute("mayStart", user.maySpend());
    model.addAttribute("sample", SAMPLE);
    model.addAttribute("estimate", estimate(user, page, form));
    model.addAttribute("wait", reader.waitBeforeAStart(user.workspaceId()));
    return view;
  }

  private @Nullable Estimate estimate(CurrentUser user, FirstPage page, FirstForm form) {
    boolean somewhere = !form.getCommunities().isEmpty() || !form.uploadIds().isEmpty();
    if (!somewhere || form.getAmount() == null) {
      form.isComplete();
      return null;
    }
    try {
      return commands.estimate(user.workspaceId(), form.wish(page));
    } catch (Refused refused) {
      form.refuse(refused);
      return null;
    }
  }

  static void requireSpender(CurrentUser user) {
    if (!user.maySpend()) {
      throw new AccessDeniedException("The role " + user.role() + " may look, not spend");
    }
  }
}
