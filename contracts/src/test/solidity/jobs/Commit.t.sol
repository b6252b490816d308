// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract CommitTest is Fixture {
    uint256 private id;
    uint32 private round;
    uint256 private deadline;

    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        id = createTraining(1 ether);
        round = toCommitting(id);
        deadline = jobs.training(id).deadline;
    }

    function test_ShouldTakeACommitment(bytes32 commitment) public {
        vm.assume(commitment != 0);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.Committed(id, round, alice, commitment);
        commitAs(alice, commitment);

        vm.assertEq(jobs.commitmentOf(id, round, alice), commitment, "of alice");
        vm.assertEq(jobs.commitmentOf(id, round, bob), 0, "of bob");
    }

    function test_ShouldTakeACommitmentUpToTheDeadline(uint256 time) public {
        vm.warp(bound(time, vm.getBlockTimestamp(), deadline));
        commitAs(alice, SOME_DIGEST);
        vm.assertEq(jobs.commitmentOf(id, round, alice), SOME_DIGEST, "commitment");
    }

    function test_ShouldRefuseAfterTheDeadline(uint256 time) public {
        vm.warp(bound(time, deadline + 1, type(uint40).max));
        expectClosedWindow(deadline);
        commitAs(alice, SOME_DIGEST);
    }

    function test_ShouldRefuseAfterRevealHasOpened() public {
        openReveal(id, round);
        expectWrongPhase(IJobRegistry.Phase.Revealing);
        commitAs(alice, SOME_DIGEST);
    }

    function test_ShouldRefuseBeforeTheAssignment() public {
        uint256 other = createTraining(0);
        openRound(other);
        expectWrongPhase(IJobRegistry.Phase.Opened);
        vm.prank(alice);
        jobs.commit(other, 1, SOME_DIGEST);
    }

    function test_ShouldRefuseASecondCommitment(bytes32 second) public {
        vm.assume(second != 0);
        commitAs(alice, SOME_DIGEST);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.AlreadyCommitted.selector, alice));
        commitAs(alice, second);
    }

    function test_ShouldRefuseNoCommitment() public {
        expectError(IJobRegistry.ZeroDigest.selector);
        commitAs(alice, 0);
    }

    function test_ShouldRefuseWhoHasNotJoined(address caller) public {
        vm.assume(caller != alice && caller != bob);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotActiveWorker.selector, caller));
        commitAs(caller, SOME_DIGEST);
    }

    function test_ShouldRefuseWhoWasRevoked() public {
        vm.startPrank(admin);
        workers.setApprovalRequired(true);
        workers.revoke(listOf(alice));
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotActiveWorker.selector, alice));
        commitAs(alice, SOME_DIGEST);
    }

    function test_ShouldRefuseWhoLeftAndJoinedAgain() public {
        uint256 openedAt = jobs.training(id).openedAt;
        vm.startPrank(alice);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        workers.withdraw();
        vm.stopPrank();
        uint256 other = createTraining(0);
        uint32 first = openRound(other);
        vm.roll(vm.getBlockNumber() + 1);
        join(alice, MIN_STAKE);
        assign(other, first);
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.JoinedTooLate.selector, vm.getBlockNumber(), openedAt + 1)
        );
        vm.prank(alice);
        jobs.commit(other, first, SOME_DIGEST);
    }

    function test_ShouldRefuseWhoIsLeaving() public {
        vm.prank(alice);
        workers.leave();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NotActiveWorker.selector, alice));
        commitAs(alice, SOME_DIGEST);
    }

    function test_ShouldRefuseWhoJoinedInTheBlockOfTheOpening() public {
        uint256 openedAt = vm.getBlockNumber();
        join(stranger, MIN_STAKE);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JoinedTooLate.selector, openedAt, openedAt));
        commitAs(stranger, SOME_DIGEST);
    }

    function test_ShouldRefuseWhoJoinedAfterTheOpening(uint64 later) public {
        uint256 openedAt = vm.getBlockNumber();
        uint256 joinedAt = bound(later, openedAt + 1, type(uint64).max);
        vm.roll(joinedAt);
        join(stranger, MIN_STAKE);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JoinedTooLate.selector, joinedAt, openedAt));
        commitAs(stranger, SOME_DIGEST);
    }

    function test_ShouldRefuseAnyOtherRound(uint32 other) public {
        vm.assume(other != round);
        expectWrongRound(other, round);
        vm.prank(alice);
        jobs.commit(id, other, SOME_DIGEST);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        vm.prank(alice);
        jobs.commit(unknown, round, SOME_DIGEST);
    }

    function test_ShouldTakeOneCommitmentInEveryRound() public {
        commitAs(alice, SOME_DIGEST);
        openReveal(id, round);
        settle(id, round, 0, 0);
        round = toCommitting(id);
        commitAs(alice, SOME_DIGEST);

        vm.assertEq(jobs.commitmentOf(id, round, alice), SOME_DIGEST, "second round");
    }

    function commitAs(address worker, bytes32 commitment) private {
        vm.prank(worker);
        jobs.commit(id, round, commitment);
    }
}
