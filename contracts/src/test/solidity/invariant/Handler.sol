// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {JobRegistry} from "../../../main/solidity/JobRegistry.sol";
import {WorkerRegistry} from "../../../main/solidity/WorkerRegistry.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";
import {HandlerBase} from "./HandlerBase.sol";
import {Membership} from "./Membership.sol";
import {Money} from "./Money.sol";
import {Rounds} from "./Rounds.sol";

/// @dev Sends its Ether where it is not wanted; no contract can refuse it.
contract Force {
    constructor(address payable target) payable {
        selfdestruct(target);
    }
}

/// @title Handler
/// @notice What the fuzzer may do: every action of every party in any order, honest or not. It keeps its own books, in
/// ghost variables, for the invariants to compare. A call that must fail is tried too; `broken` names one that did not.
contract Handler is Membership, Rounds, Money {
    using PayoutTree for PayoutTree.Leaf[];

    constructor(WorkerRegistry workers_, JobRegistry jobs_, address admin_, address publisher_, address pauser_)
        HandlerBase(workers_, jobs_, admin_, publisher_, pauser_)
    {}

    /// @notice Minutes as a rule, so that windows stay open; days at times, for cool-downs and stuck rounds.
    function wait_(uint256 time) external {
        vm.warp(now_() + (time % 4 == 0 ? time % 20 days : time % 5 minutes));
    }

    /// @notice How a worker's account meets Ether: takes it, refuses it, burns gas, or calls back.
    function setManner(uint256 seed, uint256 manner) external {
        Receiver receiver = receivers[seed % WORKERS];
        manner = manner % 8;
        if (manner < 2) receiver.refuse(true);
        else if (manner == 2) receiver.reenter(address(jobs), abi.encodeCall(jobs.withdraw, ()));
        else if (manner == 3) receiver.reenter(address(workers), abi.encodeCall(workers.withdraw, ()));
        else if (manner == 4) reenterClaim(receiver, seed % WORKERS, 1 + seed % TRAININGS);
        else if (manner == 5) receiver.burnGas();
        else receiver.refuse(false);
    }

    function reenterClaim(Receiver receiver, uint256 index, uint256 id) private {
        PayoutTree.Leaf[] memory leaves = leavesOf(id);
        if (leaves.length == 0) return;
        PayoutTree.Leaf memory leaf = leaves[index];
        bytes32[] memory proof = leaves.proof(index);
        receiver.reenter(
            address(jobs), abi.encodeCall(jobs.claim, (id, index, leaf.account, leaf.earned, leaf.slashed, proof))
        );
        mark("claim to be re-entered");
    }

    function setPause(uint256 seed) external {
        bool ofJobs = seed % 8 == 1;
        bool ofWorkers = seed % 8 == 2;
        vm.startPrank(pauser);
        if (jobs.paused() && !ofJobs) jobs.unpause();
        else if (!jobs.paused() && ofJobs) jobs.pause();
        if (workers.paused() && !ofWorkers) workers.unpause();
        else if (!workers.paused() && ofWorkers) workers.pause();
        vm.stopPrank();
        if (ofJobs || ofWorkers) mark("paused");
    }

    function forceEther(uint256 amount, bool intoJobs) external {
        amount = amount % 1 ether;
        vm.deal(address(this), amount);
        new Force{value: amount}(payable(intoJobs ? address(jobs) : address(workers)));
        if (intoJobs) forcedIntoJobs += amount;
        else forcedIntoWorkers += amount;
        mark("Ether forced in");
    }

    /// @notice How often each state of `states` was reached, in their order, as one line.
    function reachedLine() external view returns (string memory line) {
        string[25] memory names = states();
        for (uint256 i = 0; i < names.length; ++i) {
            line = string.concat(line, i == 0 ? "" : ";", names[i], "=", vm.toString(reached[names[i]]));
        }
    }

    function states() private pure returns (string[25] memory) {
        return [
            "committed", "late commitment refused", "copied commitment refused", "revealed", "settled",
            "settled by a dishonest publisher", "claim beyond the announced total refused", "paid", "slashed",
            "slashed to zero", "slashed in its cool-down", "payment refused and kept", "kept payment withdrawn",
            "claim to be re-entered", "round abandoned", "closed", "closed in a stuck round", "refunded", "left",
            "stake withdrawn", "stake refused by its owner", "joined again", "member revoked", "paused",
            "Ether forced in"
        ];
    }
}
