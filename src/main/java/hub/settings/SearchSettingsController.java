package hub.settings;

import hub.Mode;
import hub.llm.ModelAccess;
import hub.vectors.ModelChange;
import hub.vectors.PineconeSetup;
import hub.vendors.EntryRefused;
import hub.vendors.MasterKeyTrouble;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What search rests on: the model that turns texts into vectors, and Pinecone. */
@Controller
@RequestMapping("/settings/search")
class SearchSettingsController {
  private static final String MONEY = "\\d{1,6}(\\.\\d{1,10})?";

  private final ModelChange change;
  private final PineconeSetup pinecone;
  private final ModelAccess access;

  SearchSettingsController(ModelChange change, PineconeSetup pinecone, ModelAccess access) {
    this.change = change;
    this.pinecone = pinecone;
    this.access = access;
  }

  @GetMapping
  String page(Model model) {
    show(model, Trouble.none());
    return "settings/search";
  }

  /** The change that is under way, alone. */
  @GetMapping("/now")
  String now(Model model) {
    show(model, Trouble.none());
    return "settings/search :: now";
  }

  @PostMapping("/model")
  ModelAndView change(
      CurrentUser user,
      @RequestParam(name = "model", defaultValue = "") String name,
      @RequestParam(defaultValue = "") String limit,
      Model model) {
    try {
      change.begin(mode(), name, amount(limit), user.workspaceId(), user.id());
      return to("model");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused));
    }
  }

  @PostMapping("/limit")
  ModelAndView raise(@RequestParam(defaultValue = "") String limit, Model model) {
    try {
      change.raise(mode(), amount(limit));
      return to("model");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused));
    }
  }

  @PostMapping("/give-up")
  ModelAndView giveUp() {
    change.giveUp(mode());
    return to("model");
  }

  /** What was typed as the key is never shown again, right or wrong. */
  @PostMapping("/pinecone")
  ModelAndView key(CurrentUser user, @RequestParam(defaultValue = "") String key, Model model) {
    try {
      pinecone.key(key, user.id());
      return to("pinecone");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused));
    } catch (MasterKeyTrouble trouble) {
      return again(model, new Trouble("key", trouble.getMessage() + ". The key was not stored."));
    }
  }

  @PostMapping("/pinecone/erase")
  ModelAndView erase(CurrentUser user, Model model) {
    try {
      pinecone.erase(user.id());
      return to("pinecone");
    } catch (EntryRefused refused) {
      return again(model, Trouble.of(refused));
    }
  }

  private Mode mode() {
    return access.mode();
  }

  /** Nothing, where nothing is paid. */
  private static BigDecimal amount(String typed) {
    String amount = typed.strip().replaceFirst("^\\$", "");
    if (amount.isEmpty()) {
      return BigDecimal.ZERO;
    }
    if (!amount.matches(MONEY)) {
      throw new EntryRefused("limit", "Type dollars, like 0.25.");
    }
    return new BigDecimal(amount);
  }

  private static ModelAndView to(String section) {
    return new ModelAndView("redirect:/settings/search#" + section);
  }

  private ModelAndView again(Model model, Trouble trouble) {
    show(model, trouble);
    return new ModelAndView("settings/search", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void show(Model model, Trouble trouble) {
    model.addAttribute("search", page(trouble));
  }

  private SearchPage page(Trouble trouble) {
    return new SearchPage(
        change.chosen(mode()),
        change.progress(mode()).orElse(null),
        change.offers(mode()),
        pinecone.state(),
        trouble);
  }
}
