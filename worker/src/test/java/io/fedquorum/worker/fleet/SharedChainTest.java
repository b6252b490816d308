package io.fedquorum.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.Chain;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeChain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedChainTest {
  private static final long LONGER_THAN_ITS_PACE = 150;
  private final FakeChain node = new FakeChain();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final SharedChain chain = new SharedChain(counting(node));

  @Test
  void shouldAskOnceForManyUntilTheNextBlock() throws InterruptedException {
    Bytes32 unknown = Bytes32.ZERO;

    for (int worker = 0; worker < 1_000; worker++) {
      chain.block(0);
      assertThat(chain.receipt(unknown)).isEmpty();
      chain.events(FakeChain.CONTRACTS, 0, 0);
    }

    assertThat(asked).filteredOn("receipt"::equals).hasSize(1);
    assertThat(asked).filteredOn("events"::equals).hasSize(1);
    assertThat(asked).filteredOn("block"::equals).hasSize(1);

    node.mine();
    Thread.sleep(LONGER_THAN_ITS_PACE);
    chain.receipt(unknown);
    chain.receipt(unknown);

    assertThat(asked).filteredOn("receipt"::equals).hasSize(2);
  }

  @Test
  void shouldSeeNewBlocksAndKeepAccountsApart() throws InterruptedException {
    long before = chain.head().number();
    Address other = Bench.OTHER;

    node.mine();
    Thread.sleep(LONGER_THAN_ITS_PACE);

    assertThat(chain.head().number()).isEqualTo(before + 1);
    chain.worker(FakeChain.CONTRACTS, Bench.WORKER);
    chain.worker(FakeChain.CONTRACTS, other);
    assertThat(asked).filteredOn("worker"::equals).hasSize(2);
  }

  @Test
  void shouldShowANonceOnlyWhenItsReceiptMustBeThere() throws InterruptedException {
    AtomicLong nonce = new AtomicLong();
    SharedChain early =
        new SharedChain(
            (Chain)
                Proxy.newProxyInstance(
                    Chain.class.getClassLoader(),
                    new Class<?>[] {Chain.class},
                    (proxy, method, arguments) ->
                        method.getName().equals("minedNonce")
                            ? nonce.get()
                            : method.invoke(node, arguments)));
    assertThat(early.minedNonce(Bench.WORKER)).isZero();

    node.mine();
    Thread.sleep(LONGER_THAN_ITS_PACE);
    nonce.set(1);
    assertThat(early.minedNonce(Bench.WORKER)).as("seen with this block").isZero();

    node.mine();
    Thread.sleep(LONGER_THAN_ITS_PACE);
    assertThat(early.minedNonce(Bench.WORKER)).as("there is a block after it").isEqualTo(1);
  }

  private Chain counting(Chain real) {
    return (Chain)
        Proxy.newProxyInstance(
            Chain.class.getClassLoader(),
            new Class<?>[] {Chain.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
