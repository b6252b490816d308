package io.fedquorum.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.worker.status.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class FailuresTest {
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(CommandSpec.create()).setErr(new PrintWriter(err, true));

  @Test
  void shouldSayWhoLetsAnAccountSend() {
    // when
    int code =
        Failures.report(
            new TransactionRefusedException(
                "node does not take the transaction: account does not have permission for the"
                    + " transaction"),
            command,
            null);

    // then
    assertThat(code).isEqualTo(ExitCode.MEMBERSHIP.code());
    assertThat(err.toString())
        .isEqualTo(
            "fedq worker: node does not take the transaction: account does not have permission for"
                + " the transaction; the network's operator lets an account send with: fedq network"
                + " accounts allow ADDRESS\n");
  }

  @Test
  void shouldAskForAReportOfWhatNobodyForesaw() {
    // when
    int code = Failures.report(new IllegalStateException("odd"), command, null);

    // then
    assertThat(code).isEqualTo(ExitCode.INTERNAL.code());
    assertThat(err.toString()).startsWith("fedq worker: internal fault, please report it: ");
  }
}
