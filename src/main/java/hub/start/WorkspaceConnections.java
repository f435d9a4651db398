package hub.start;

import hub.ActingFor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells the database for which workspace each connection that is taken works, so that its policies
 * show that workspace's rows alone. It is told only when that differs from what the connection was
 * told last: work that sees all pays nothing for it.
 */
final class WorkspaceConnections extends DelegatingDataSource {
  private final Map<PGConnection, UUID> told = new WeakHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  WorkspaceConnections(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try {
      tell(connection, ActingFor.now());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private void tell(Connection connection, @Nullable UUID workspaceId) throws SQLException {
    PGConnection physical = connection.unwrap(PGConnection.class);
    if (Objects.equals(lastTold(physical), workspaceId)) {
      return;
    }
    try (PreparedStatement setting =
        connection.prepareStatement("select set_config('sluice.workspace', ?, false)")) {
      setting.setString(1, workspaceId == null ? "" : workspaceId.toString());
      setting.execute();
    }
    remember(physical, workspaceId);
  }

  private @Nullable UUID lastTold(PGConnection physical) {
    lock.lock();
    try {
      return told.get(physical);
    } finally {
      lock.unlock();
    }
  }

  private void remember(PGConnection physical, @Nullable UUID workspaceId) {
    lock.lock();
    try {
      if (workspaceId == null) {
        told.remove(physical);
      } else {
        told.put(physical, workspaceId);
      }
    } finally {
      lock.unlock();
    }
  }
}
