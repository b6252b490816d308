package io.fedquorum.network.genesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Account permissioning from the first block on: the contract {@code AccountPermissions} in the
 * genesis block, with the operator as its administrator and all nodes listed, and the file that
 * tells GoQuorum where it is. GoQuorum knows eight contracts; all eight are this one.
 */
public final class PermissionGenesis {
  /** Where the contract stands. */
  public static final Address CONTRACT = Address.of("0x000000000000000000000000000000000000fed0");

  /** The contract's one organisation. */
  public static final String ORGANISATION = "FEDQUORUM";

  private static final String CODE = "/io/fedquorum/chain/abi/AccountPermissions.runtime.bin";
  private static final String ADMINISTRATOR = "ADMIN";

  private PermissionGenesis() {}

  static void add(ObjectNode genesis, Address administrator, List<String> enodes) {
    Genesis.addContract(genesis, CONTRACT, code(), PermissionStorage.of(administrator, enodes));
  }

  /** {@code permission-config.json}. */
  static ObjectNode config(Address administrator) {
    ObjectNode config = new ObjectMapper().createObjectNode().put("permissionModel", "v2");
    for (String contract :
        List.of("upgrdable", "interface", "impl", "nodeMgr", "accountMgr", "roleMgr", "voterMgr")) {
      config.put(contract + "Address", CONTRACT.value());
    }
    config.put("orgMgrAddress", CONTRACT.value());
    config.put("nwAdminOrg", ORGANISATION).put("nwAdminRole", ADMINISTRATOR);
    config.put("orgAdminRole", ADMINISTRATOR);
    config.putArray("accounts").add(administrator.value());
    return config.put("subOrgBreadth", 1).put("subOrgDepth", 1);
  }

  /** The contract's code as it lies on a chain, in hexadecimal. */
  static String code() {
    try (InputStream in = PermissionGenesis.class.getResourceAsStream(CODE)) {
      return new String(Objects.requireNonNull(in, CODE).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + CODE + "' cannot be read", e);
    }
  }
}
