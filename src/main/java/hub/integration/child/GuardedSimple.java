package hub.integration.child;

import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.simple.SimpleLanguage;

/**
 * Simple with the functions that flows may use. Bound as {@code simple} before the context is used,
 * so that steps, endpoints, log lines and what is nested in them all come here.
 */
final class GuardedSimple extends SimpleLanguage {

  @Override
  public Predicate createPredicate(String expression) {
    return super.createPredicate(checked(expression));
  }

  @Override
  public Predicate createPredicate(String expression, Object[] properties) {
    return super.createPredicate(checked(expression), properties);
  }

  @Override
  public Expression createExpression(String expression) {
    return super.createExpression(checked(expression));
  }

  @Override
  public Expression createExpression(String expression, Object[] properties) {
    return super.createExpression(checked(expression), properties);
  }

  @Override
  public Expression createExpression(
      String expression, Class<?> resultType, boolean nested, boolean trim, boolean trimResult) {
    return super.createExpression(checked(expression), resultType, nested, trim, trimResult);
  }

  private static String checked(String expression) {
    SimpleFunctions.refused(expression)
        .ifPresent(
            what -> {
              throw new Refused("Flows may not use " + what);
            });
    return expression;
  }
}
