// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract OpenRoundTest is Fixture {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = createTraining(1 ether);
    }

    function test_ShouldOpenTheFirstRound(bytes32 model, bytes32 jobList, bytes32 seedCommitment) public {
        vm.assume(model != 0 && jobList != 0 && seedCommitment != 0);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.RoundOpened(id, 1, model, jobList, seedCommitment);
        vm.prank(publisher);
        jobs.openRound(id, 1, model, jobList, seedCommitment);

        IJobRegistry.Training memory training = jobs.training(id);
        vm.assertEq(uint256(training.phase), uint256(IJobRegistry.Phase.Opened), "phase");
        vm.assertEq(training.round, 1, "round");
        vm.assertEq(training.openedAt, vm.getBlockNumber(), "openedAt");
        vm.assertEq(training.deadline, vm.getBlockTimestamp() + jobs.MAX_WINDOW(), "deadline");
        vm.assertEq(training.seedCommitment, seedCommitment, "seedCommitment");
    }

    function test_ShouldOpenTheNextRoundAfterASettledOne() public {
        settle(id, toRevealing(id), SOME_DIGEST, 0);
        vm.assertEq(openRound(id), 2, "round");
    }

    function test_ShouldOpenTheNextRoundAfterAnAbandonedOne() public {
        uint32 round = openRound(id);
        vm.prank(publisher);
        jobs.abandonRound(id, round);
        vm.assertEq(openRound(id), 2, "round");
    }

    function test_ShouldKeepTrainingsApart() public {
        uint256 other = createTraining(0);
        openRound(id);
        vm.assertEq(openRound(other), 1, "round of the other training");
    }

    function test_ShouldRefuseAnyOtherRound(uint32 round) public {
        vm.assume(round != 1);
        expectWrongRound(round, 1);
        open(round);
    }

    function test_ShouldRefuseWhileARoundIsOpen() public {
        openRound(id);
        expectWrongPhase(IJobRegistry.Phase.Opened);
        open(2);

        assign(id, 1);
        expectWrongPhase(IJobRegistry.Phase.Committing);
        open(2);

        openReveal(id, 1);
        expectWrongPhase(IJobRegistry.Phase.Revealing);
        open(2);
    }

    function test_ShouldRefuseAClosedTraining() public {
        vm.prank(publisher);
        jobs.close(id);
        expectWrongPhase(IJobRegistry.Phase.Closed);
        open(1);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        vm.prank(publisher);
        jobs.openRound(unknown, 1, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST);
    }

    function test_ShouldRefuseNoModel() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.openRound(id, 1, 0, SOME_DIGEST, SOME_DIGEST);
    }

    function test_ShouldRefuseNoJobList() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.openRound(id, 1, SOME_DIGEST, 0, SOME_DIGEST);
    }

    function test_ShouldRefuseNoSeedCommitment() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.openRound(id, 1, SOME_DIGEST, SOME_DIGEST, 0);
    }

    function test_ShouldRefuseAnyoneButAPublisher(address caller) public {
        vm.assume(caller != publisher);
        bytes32 role = jobs.PUBLISHER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.openRound(id, 1, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST);
    }

    function test_ShouldRefuseInAPause() public {
        vm.prank(pauser);
        jobs.pause();
        expectPaused();
        open(1);
    }

    function open(uint32 round) private {
        vm.prank(publisher);
        jobs.openRound(id, round, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST);
    }
}
