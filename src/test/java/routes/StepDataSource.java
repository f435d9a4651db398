package routes;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Calls {@code step} before and after every statement and every commit. */
record StepDataSource(DataSource real, Runnable step) implements DataSource {

  @Override
  public Connection getConnection() throws SQLException {
    return around(Connection.class, real.getConnection());
  }

  @SuppressWarnings("unchecked")
  private <T> T around(Class<T> type, T of) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean isStep =
                  method.getName().startsWith("execute") || method.getName().equals("commit");
              if (isStep) {
                step.run();
              }
              try {
                Object answer = method.invoke(of, arguments);
                if (isStep) {
                  step.run();
                }
                return answer instanceof PreparedStatement statement
                    ? around(PreparedStatement.class, statement)
                    : answer;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("By nobody else");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
