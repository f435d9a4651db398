package hub.web;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * Renders a page's fragments outside a request, for streams. All text is escaped as on the page.
 */
@Component
public class Fragments {
  private final ITemplateEngine engine;
  private final ApplicationContext beans;
  private final ConversionService conversions = new DefaultConversionService();

  Fragments(ITemplateEngine engine, ApplicationContext beans) {
    this.engine = engine;
    this.beans = beans;
  }

  /**
   * The markup of one fragment. Its links must be server-relative ({@code @{~/…}}): there is no
   * request to be relative to.
   */
  public String render(String template, String fragment, Map<String, Object> variables) {
    var context = new Context(Locale.ENGLISH, variables);
    context.setVariable(
        ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
        new ThymeleafEvaluationContext(beans, conversions));
    return engine.process(template, Set.of(fragment), context).strip();
  }
}
