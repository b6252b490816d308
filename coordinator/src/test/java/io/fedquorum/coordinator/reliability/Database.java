package io.fedquorum.coordinator.reliability;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A look into the coordinators' database, past the proxies.
 *
 * @param url JDBC URL
 */
record Database(String url, String user, String password) {
  /** The first column of all rows, as text. */
  List<String> column(String sql, Object... parameters) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    }
  }

  /** The one value that there is. */
  String value(String sql, Object... parameters) throws SQLException {
    return column(sql, parameters).get(0);
  }
}
