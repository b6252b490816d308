// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Handler} from "./Handler.sol";

/// @title InvariantsTest
/// @notice What holds after any sequence of calls by any parties.
contract InvariantsTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    Handler private handler;

    function setUp() public override {
        super.setUp();
        handler = new Handler(workers, jobs, admin, publisher, pauser);
        for (uint256 i = 0; i < handler.TRAININGS(); ++i) {
            createTraining(4 ether);
        }
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            handler.join(i, i * 0.3 ether);
        }
        vm.deal(publisher, 0);
    }

    /// @notice Asked by forge: the one contract that the fuzzer calls.
    function targetContracts() external view returns (address[] memory) {
        return listOf(address(handler));
    }

    /// @dev One campaign for all: forge would repeat it for every invariant of its own.
    function invariant_AllHold() public view {
        checkNothingHappensThatMustNot();
        checkEscrowCoversEveryLiability();
        checkPaidIsWithinEarnedIsWithinFunded();
        checkNothingIsPaidWithoutASettlement();
        checkWorkersGetWhatTheyEarnedAndNothingElse();
        checkDeliveriesSumToTheTotals();
        checkRefundsGoToTheCreatorOfAClosedTraining();
        checkNobodyCommitsAfterRevealOpens();
        checkStakeLeavesOnlyToItsOwnerOrByAVerdict();
        checkWorkerCountIsTheNumberOfActiveMembers();
    }

    /// @notice Called by forge at the end of every run: whatever happened, everyone gets out, and no wei stays behind
    /// but what was forced in, or what a dishonest publisher announced beyond its leaves.
    function afterInvariant() external {
        noteReached();
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            handler.receivers(i).refuse(false);
        }
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            endTraining(id);
        }
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            leaveWithEverything(handler.workerOf(i));
        }
        vm.assertEq(address(workers).balance, handler.forcedIntoWorkers(), "left in the worker registry");
        vm.assertEq(address(jobs).balance, handler.forcedIntoJobs() + unclaimable(), "left in the job registry");
    }

    /// @dev For scripts/invariants.mjs, which sums the lines of all runs.
    function noteReached() private {
        string memory file = vm.envOr("FEDQ_REACHED", string(""));
        if (bytes(file).length != 0) vm.writeLine(file, handler.reachedLine());
    }

    function endTraining(uint256 id) private {
        IJobRegistry.Phase phase = jobs.training(id).phase;
        vm.startPrank(publisher);
        if (phase != IJobRegistry.Phase.Idle && phase != IJobRegistry.Phase.Closed) {
            jobs.abandonRound(id, jobs.training(id).round);
        }
        if (phase != IJobRegistry.Phase.Closed) jobs.close(id);
        vm.stopPrank();
        PayoutTree.Leaf[] memory leaves = handler.leavesOf(id);
        for (uint256 i = 0; i < leaves.length; ++i) {
            bytes32[] memory proof = leaves.proof(i);
            try jobs.claim(id, i, leaves[i].account, leaves[i].earned, leaves[i].slashed, proof) {} catch {}
        }
        if (jobs.refundable(id) != 0) jobs.refund(id);
    }

    function leaveWithEverything(address worker) private {
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        vm.startPrank(worker);
        if (jobs.withdrawable(worker) != 0) jobs.withdraw();
        if (state.joinedAt != 0 && state.leavingAt == 0) workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        if (state.joinedAt != 0) workers.withdraw();
        vm.stopPrank();
    }

    /// @dev What is announced and not paid. An honest publisher's leaves, claimed to the last, leave nothing.
    function unclaimable() private view returns (uint256 sum) {
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            IJobRegistry.Training memory training = jobs.training(id);
            bool honest = handler.stepsBack(id) == 0
                && handler.leavesOf(id).totalEarned() == training.totalEarned;
            if (honest) vm.assertEq(training.paid, training.totalEarned, "all that was earned is paid");
            sum += training.totalEarned - training.paid;
        }
    }

    function checkNothingHappensThatMustNot() private view {
        vm.assertEq(bytes(handler.broken()).length, 0, handler.broken());
    }

    function checkEscrowCoversEveryLiability() private view {
        uint256 owed = handler.forcedIntoJobs();
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            IJobRegistry.Training memory training = jobs.training(id);
            owed += training.funded + training.slashed - training.paid - training.refunded;
        }
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            owed += jobs.withdrawable(handler.workerOf(i));
        }
        vm.assertEq(address(jobs).balance, owed, "balance of the job registry");
    }

    function checkPaidIsWithinEarnedIsWithinFunded() private view {
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            IJobRegistry.Training memory training = jobs.training(id);
            vm.assertLe(training.paid, training.totalEarned, "paid within earned");
            vm.assertLe(training.totalEarned, training.funded, "earned within funded");
            vm.assertLe(
                training.refunded, training.funded + training.slashed - training.totalEarned, "refunded within the rest"
            );
        }
    }

    function checkNothingIsPaidWithoutASettlement() private view {
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            if (handler.settlements(id) != 0) continue;
            vm.assertEq(jobs.training(id).paid, 0, "paid");
            vm.assertEq(jobs.training(id).slashed, 0, "slashed");
        }
    }

    function checkWorkersGetWhatTheyEarnedAndNothingElse() private view {
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            address worker = handler.workerOf(i);
            uint256 delivered = 0;
            for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
                (uint256 paid, uint256 slashed) = jobs.delivered(id, worker);
                vm.assertLe(paid, handler.mostEarned(id, worker), "paid within earned");
                vm.assertLe(slashed, handler.mostSlashed(id, worker), "slashed within the verdict");
                delivered += paid;
            }
            uint256 received = worker.balance - handler.stakeOut(worker);
            vm.assertEq(received + jobs.withdrawable(worker), delivered, "received");
        }
    }

    function checkDeliveriesSumToTheTotals() private view {
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            uint256 paidSum = 0;
            uint256 slashedSum = 0;
            for (uint256 i = 0; i < handler.WORKERS(); ++i) {
                (uint256 paid, uint256 slashed) = jobs.delivered(id, handler.workerOf(i));
                paidSum += paid;
                slashedSum += slashed;
            }
            vm.assertEq(jobs.training(id).paid, paidSum, "paid");
            vm.assertEq(jobs.training(id).slashed, slashedSum, "slashed");
        }
    }

    function checkRefundsGoToTheCreatorOfAClosedTraining() private view {
        uint256 refunded = 0;
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            IJobRegistry.Training memory training = jobs.training(id);
            refunded += training.refunded;
            if (training.phase != IJobRegistry.Phase.Closed) vm.assertEq(training.refunded, 0, "not closed");
        }
        vm.assertEq(publisher.balance, refunded, "balance of the creator");
    }

    function checkNobodyCommitsAfterRevealOpens() private view {
        for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
            IJobRegistry.Training memory training = jobs.training(id);
            if (training.phase != IJobRegistry.Phase.Revealing) continue;
            vm.assertEq(handler.commitmentsOf(id, training.round), handler.committedAtReveal(id), "commitments");
        }
    }

    function checkStakeLeavesOnlyToItsOwnerOrByAVerdict() private view {
        uint256 stakes = handler.forcedIntoWorkers();
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            address worker = handler.workerOf(i);
            uint256 stake = workers.worker(worker).stake;
            uint256 slashed = 0;
            for (uint256 id = 1; id <= handler.TRAININGS(); ++id) {
                (, uint256 slashedHere) = jobs.delivered(id, worker);
                slashed += slashedHere;
            }
            vm.assertEq(handler.stakeIn(worker), stake + handler.stakeOut(worker) + slashed, "stake of a worker");
            stakes += stake;
        }
        vm.assertEq(address(workers).balance, stakes, "balance of the worker registry");
    }

    function checkWorkerCountIsTheNumberOfActiveMembers() private view {
        uint256 active = 0;
        for (uint256 i = 0; i < handler.WORKERS(); ++i) {
            address worker = handler.workerOf(i);
            IWorkerRegistry.Worker memory state = workers.worker(worker);
            if (!state.active) continue;
            ++active;
            vm.assertTrue(state.joinedAt != 0 && state.leavingAt == 0, "active members have joined and stay");
            vm.assertGe(state.stake, workers.minStake(), "active members have the stake");
        }
        vm.assertEq(workers.workerCount(), active, "workerCount");
    }
}
