// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract AssignTest is Fixture {
    uint256 private id;
    uint32 private round;

    function setUp() public override {
        super.setUp();
        id = createTraining(1 ether);
        round = openRound(id);
    }

    function test_ShouldOpenTheCommitWindow(bytes32 assignment, uint32 commitSeconds, uint32 revealSeconds) public {
        vm.assume(assignment != 0);
        commitSeconds = window(commitSeconds);
        revealSeconds = window(revealSeconds);
        uint256 deadline = vm.getBlockTimestamp() + commitSeconds;

        vm.expectEmit(address(jobs));
        emit IJobRegistry.RoundAssigned(id, round, SEED, assignment, deadline, revealSeconds);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, assignment, commitSeconds, revealSeconds);

        IJobRegistry.Training memory training = jobs.training(id);
        vm.assertEq(uint256(training.phase), uint256(IJobRegistry.Phase.Committing), "phase");
        vm.assertEq(training.round, round, "round");
        vm.assertEq(training.openedAt, vm.getBlockNumber(), "openedAt");
        vm.assertEq(training.deadline, deadline, "deadline");
        vm.assertEq(training.revealSeconds, revealSeconds, "revealSeconds");
    }

    function test_ShouldRefuseAnyOtherSeed(bytes32 seed) public {
        vm.assume(seed != SEED);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.WrongSeed.selector, keccak256(abi.encodePacked(SEED)))
        );
        vm.prank(publisher);
        jobs.assign(id, round, seed, SOME_DIGEST, COMMIT_SECONDS, REVEAL_SECONDS);
    }

    function test_ShouldRefuseNoAssignment() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, 0, COMMIT_SECONDS, REVEAL_SECONDS);
    }

    function test_ShouldRefuseTooShortACommitWindow(uint32 length) public {
        length = uint32(bound(length, 0, jobs.MIN_WINDOW() - 1));
        expectOutOfRange(length);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, SOME_DIGEST, length, REVEAL_SECONDS);
    }

    function test_ShouldRefuseTooLongACommitWindow(uint32 length) public {
        length = uint32(bound(length, jobs.MAX_WINDOW() + 1, type(uint32).max));
        expectOutOfRange(length);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, SOME_DIGEST, length, REVEAL_SECONDS);
    }

    function test_ShouldRefuseTooShortARevealWindow(uint32 length) public {
        length = uint32(bound(length, 0, jobs.MIN_WINDOW() - 1));
        expectOutOfRange(length);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, SOME_DIGEST, COMMIT_SECONDS, length);
    }

    function test_ShouldRefuseTooLongARevealWindow(uint32 length) public {
        length = uint32(bound(length, jobs.MAX_WINDOW() + 1, type(uint32).max));
        expectOutOfRange(length);
        vm.prank(publisher);
        jobs.assign(id, round, SEED, SOME_DIGEST, COMMIT_SECONDS, length);
    }

    function test_ShouldRefuseASecondTime() public {
        assign(id, round);
        expectWrongPhase(IJobRegistry.Phase.Committing);
        assign(id, round);
    }

    function test_ShouldRefuseAnyOtherRound(uint32 other) public {
        vm.assume(other != round);
        expectWrongRound(other, round);
        assign(id, other);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        assign(unknown, round);
    }

    function test_ShouldRefuseAnyoneButAPublisher(address caller) public {
        vm.assume(caller != publisher);
        bytes32 role = jobs.PUBLISHER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.assign(id, round, SEED, SOME_DIGEST, COMMIT_SECONDS, REVEAL_SECONDS);
    }

    function test_ShouldRefuseInAPause() public {
        vm.prank(pauser);
        jobs.pause();
        expectPaused();
        assign(id, round);
    }

    function window(uint32 length) private view returns (uint32) {
        return uint32(bound(length, jobs.MIN_WINDOW(), jobs.MAX_WINDOW()));
    }

    function expectOutOfRange(uint256 length) private {
        uint256 least = jobs.MIN_WINDOW();
        uint256 most = jobs.MAX_WINDOW();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WindowOutOfRange.selector, length, least, most));
    }
}
