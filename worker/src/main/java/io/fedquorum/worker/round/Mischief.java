package io.fedquorum.worker.round;

import io.fedquorum.chain.Call;

/** Means of a simulated worker to disturb others; an honest worker never uses them. */
public interface Mischief {
  /** No means; an honest worker has these. */
  Mischief NONE =
      new Mischief() {
        @Override
        public void request(String method, String path, byte[] body) {}

        @Override
        public void transaction(String intent, Call call) {}
      };

  /** Sends a signed request to the coordinator and ignores the answer. */
  void request(String method, String path, byte[] body);

  /** Sends a transaction and ignores what becomes of it. */
  void transaction(String intent, Call call);
}
