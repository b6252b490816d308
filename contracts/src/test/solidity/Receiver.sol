// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Receiver
/// @notice An account with code: takes Ether, refuses it, burns gas, or calls back while it receives.
contract Receiver {
    enum Manner {
        Take,
        Refuse,
        BurnGas,
        Reenter,
        Work
    }

    Manner private manner;
    address private target;
    bytes private data;
    uint256 public entered;
    bool public succeeded;
    uint256[2] private notes;

    receive() external payable {
        if (manner == Manner.Refuse) revert("refused");
        if (manner == Manner.BurnGas) {
            while (true) {}
        }
        if (manner == Manner.Work) {
            notes = [entered + 1, msg.value + 1];
            ++entered;
        }
        if (manner == Manner.Reenter) {
            ++entered;
            (succeeded,) = target.call(data);
        }
    }

    function refuse(bool yes) external {
        manner = yes ? Manner.Refuse : Manner.Take;
    }

    function burnGas() external {
        manner = Manner.BurnGas;
    }

    /// @notice Takes Ether by some 45,000 gas of work, most of what a payment gives.
    function work() external {
        manner = Manner.Work;
        entered = 1;
    }

    /// @notice Calls `target_` with `data_` while it receives; the call's failure is noted, not passed on.
    function reenter(address target_, bytes calldata data_) external {
        manner = Manner.Reenter;
        target = target_;
        data = data_;
    }
}
