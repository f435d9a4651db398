package hub.llm;

import hub.budget.Rates;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the models cost: everybody may see it, the administrator may add a version. */
@Controller
@RequestMapping("/money/prices")
class PricesController {
  /** People read prices for a million tokens; the table keeps them for one. */
  private static final int MILLION = 6;

  private final Prices prices;
  private final Clock clock;

  PricesController(Prices prices, Clock clock) {
    this.prices = prices;
    this.clock = clock;
  }

  /** One model's prices as the page shows them: US dollars for a million tokens. */
  record Row(
      String model, int version, String uncached, String cached, String cacheWrite, String output) {

    static Row of(ModelPrice price) {
      Rates rates = price.rates();
      return new Row(
          price.model(),
          price.version(),
          shown(rates.uncached()),
          shown(rates.cached()),
          shown(rates.cacheWrite()),
          shown(rates.output()));
    }

    private static String shown(BigDecimal rate) {
      return rate.movePointRight(MILLION).stripTrailingZeros().toPlainString();
    }
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    return show(user, model);
  }

  private String show(CurrentUser user, Model model) {
    model.addAttribute("place", "money");
    model.addAttribute("rows", prices.table().stream().map(Row::of).toList());
    model.addAttribute("mayEdit", user.administrator());
    return "money/prices";
  }

  /**
   * Adds a version with one model's new prices. Calls that run keep the price they were held by.
   */
  @PostMapping
  ModelAndView change(
      CurrentUser user,
      @RequestParam String model,
      @RequestParam String uncached,
      @RequestParam String cached,
      @RequestParam String cacheWrite,
      @RequestParam String output,
      Model page) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Prices are the administrator's");
    }
    try {
      ModelPrice known =
          prices
              .find(model)
              .orElseThrow(() -> new IllegalArgumentException("There is no model " + model));
      var rates = new Rates(rate(uncached), rate(cached), rate(cacheWrite), rate(output));
      publish(user, known, rates);
      return new ModelAndView("redirect:/money/prices");
    } catch (IllegalArgumentException wrong) {
      page.addAttribute("trouble", wrong.getMessage());
      page.addAttribute("troubleModel", model);
      return new ModelAndView(show(user, page), page.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private void publish(CurrentUser user, ModelPrice known, Rates rates) {
    Instant now = clock.instant();
    var price =
        new ModelPrice(
            known.version(),
            known.model(),
            rates,
            known.longContext(),
            known.batchFactor(),
            known.maxContext(),
            known.maxOutput());
    prices.publish(now, "page " + now, user.id(), List.of(price));
  }

  private static BigDecimal rate(String typed) {
    try {
      return new BigDecimal(typed.strip().replace(',', '.')).movePointLeft(MILLION);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(
          "“" + typed + "” is no amount. Type dollars for a million tokens, like 0.25.");
    }
  }
}
