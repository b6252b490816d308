// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";
import {HandlerBase} from "./HandlerBase.sol";

/// @title Money
/// @notice The handler's actions that move Ether of the job registry, and those that try to and must not.
abstract contract Money is HandlerBase {
    using PayoutTree for PayoutTree.Leaf[];

    struct Due {
        uint256 payment;
        uint256 penalty;
        bool covered;
    }

    function fund(uint256 seed, uint256 amount) external {
        uint256 id = trainingOf(seed);
        amount = 1 + amount % 5 ether;
        bool allowed = !inPhase(id, IJobRegistry.Phase.Closed);
        vm.deal(address(this), amount);
        try jobs.fund{value: amount}(id) {
            if (!allowed) broken = "funds that must be refused";
        } catch {
            if (allowed) broken = "funds that must be taken";
        }
    }

    /// @notice Delivers a leaf of the last root, twice: what is due arrives, and the second time nothing may move.
    function claim(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        uint256 index = workerSeed % WORKERS;
        if (leavesOf(id).length == 0) return claimWithoutRoot(id, workerSeed);
        deliver(id, index);
        uint256 balance = address(jobs).balance;
        uint256 stake = workers.worker(workerOf(index)).stake;
        Due memory due = dueTo(id, index);
        if (due.payment == 0 && deliver(id, index)) broken = "a leaf delivered twice";
        if (due.payment == 0 && address(jobs).balance != balance) broken = "paid twice";
        if (due.payment == 0 && workers.worker(workerOf(index)).stake != stake) broken = "slashed twice";
    }

    /// @dev Whether the contract took the claim, which it must exactly when something is due and covered.
    function deliver(uint256 id, uint256 index) private returns (bool done) {
        PayoutTree.Leaf[] memory leaves = leavesOf(id);
        PayoutTree.Leaf memory leaf = leaves[index];
        Due memory due = dueTo(id, index);
        uint256 deferred = jobs.withdrawable(leaf.account);
        try jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, leaves.proof(index)) {
            done = true;
            note(due, id, leaf, jobs.withdrawable(leaf.account) > deferred);
        } catch {}
        bool allowed = due.covered && (due.payment != 0 || due.penalty != 0);
        if (!done && allowed) broken = "a due payout refused";
        if (done && !allowed) broken = "a payout that must be refused";
        if (!due.covered) mark("claim beyond the announced total refused");
    }

    function note(Due memory due, uint256 id, PayoutTree.Leaf memory leaf, bool deferred) private {
        if (due.payment != 0) mark("paid");
        if (due.penalty != 0) mark("slashed");
        if (due.penalty != 0 && workers.worker(leaf.account).stake == 0) mark("slashed to zero");
        if (due.penalty != 0 && workers.worker(leaf.account).leavingAt != 0) mark("slashed in its cool-down");
        if (deferred) mark("payment refused and kept");
        (uint256 paid, uint256 slashed) = jobs.delivered(id, leaf.account);
        if (paid < leaf.earned) broken = "paid less than was due";
        if (slashed < leaf.slashed && workers.worker(leaf.account).stake != 0) broken = "slashed less than was due";
    }

    /// @dev Computed apart from the contract.
    function dueTo(uint256 id, uint256 index) private view returns (Due memory due) {
        PayoutTree.Leaf memory leaf = leavesOf(id)[index];
        (uint256 paid, uint256 slashed) = jobs.delivered(id, leaf.account);
        IJobRegistry.Training memory training = jobs.training(id);
        uint256 stake = workers.worker(leaf.account).stake;
        if (leaf.earned > paid) due.payment = leaf.earned - paid;
        if (leaf.slashed > slashed) due.penalty = leaf.slashed - slashed;
        if (due.penalty > stake) due.penalty = stake;
        due.covered = due.payment + training.paid <= training.totalEarned;
    }

    function claimMoreThanTheLeaf(uint256 seed, uint256 workerSeed, uint256 more) external {
        uint256 id = trainingOf(seed);
        PayoutTree.Leaf[] memory leaves = leavesOf(id);
        if (leaves.length == 0) return;
        uint256 index = workerSeed % WORKERS;
        PayoutTree.Leaf memory leaf = leaves[index];
        try jobs.claim(id, index, leaf.account, leaf.earned + 1 + more % 1 ether, leaf.slashed, leaves.proof(index)) {
            broken = "a forged leaf delivered";
        } catch {}
    }

    /// @notice Claims the leaf of one training from the escrow of the other.
    function claimFromTheOther(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        PayoutTree.Leaf[] memory leaves = leavesOf(1 + id % TRAININGS);
        if (leaves.length == 0) return;
        uint256 index = workerSeed % WORKERS;
        PayoutTree.Leaf memory leaf = leaves[index];
        try jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, leaves.proof(index)) {
            broken = "a leaf of another training delivered";
        } catch {}
    }

    function claimWithoutRoot(uint256 id, uint256 workerSeed) private {
        try jobs.claim(id, 0, workerOf(workerSeed), 1, 0, new bytes32[](0)) {
            broken = "paid without a settled root";
        } catch {}
    }

    function withdrawPayment(uint256 seed) external {
        address worker = seed % 4 == 0 ? workerOf(seed) : find(seed, isOwed);
        if (seed % 4 > 1) Receiver(payable(worker)).refuse(false);
        vm.prank(worker);
        try jobs.withdraw{gas: ENOUGH_GAS}() {
            mark("kept payment withdrawn");
        } catch {}
    }

    function isOwed(address worker) private view returns (bool) {
        return jobs.withdrawable(worker) != 0;
    }

    function close(uint256 seed) external {
        uint256 id = trainingOf(seed / 16);
        IJobRegistry.Training memory training = jobs.training(id);
        bool stuck = now_() > training.deadline + jobs.CLOSE_GRACE();
        bool idle = training.phase == IJobRegistry.Phase.Idle;
        if (seed % 16 > (stuck && !idle ? 7 : 0)) return;
        vm.prank(publisher);
        try jobs.close(id) {
            if (!idle && !stuck) broken = "a training closed in a live round";
            mark(idle ? "closed" : "closed in a stuck round");
        } catch {
            if (idle) broken = "a close that must be taken";
        }
    }

    function refund(uint256 seed) external {
        try jobs.refund(trainingOf(seed)) {
            mark("refunded");
        } catch {}
    }
}
