package io.fedquorum.coordinator.serve;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.web3j.KeystoreException;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.runtime.ChainSettingException;
import io.fedquorum.worker.training.dataset.DatasetException;
import java.util.Map;

/** What a fault in the start of the service means to an operator. */
final class StartFaults {
  private static final Map<Class<? extends Throwable>, ExitCode> KNOWN =
      Map.of(
          ChainSettingException.class, ExitCode.USAGE,
          IllegalArgumentException.class, ExitCode.USAGE,
          ChainUnavailableException.class, ExitCode.CHAIN,
          KeystoreException.class, ExitCode.FILE,
          DatasetException.class, ExitCode.DATASET);

  private StartFaults() {}

  static StartFailure explain(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      ExitCode code = KNOWN.get(cause.getClass());
      if (code != null) {
        return new StartFailure(code, cause.getMessage(), fault);
      }
    }
    return new StartFailure(
        ExitCode.INTERNAL, "the service failed to start: " + fault.getMessage(), fault);
  }
}
