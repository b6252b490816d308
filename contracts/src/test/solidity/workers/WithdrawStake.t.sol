// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";
import {Receiver} from "../Receiver.sol";

contract WithdrawStakeTest is Fixture {
    function test_ShouldPayTheWholeStakeAfterTheCooldown(uint256 stake) public {
        stake = bound(stake, MIN_STAKE, type(uint128).max);
        join(alice, stake);
        leaveAndWait(alice);

        vm.expectEmit(address(workers));
        emit IWorkerRegistry.StakeWithdrawn(alice, stake);
        vm.prank(alice);
        workers.withdraw();

        IWorkerRegistry.Worker memory state = workers.worker(alice);
        vm.assertEq(alice.balance, stake, "balance");
        vm.assertEq(address(workers).balance, 0, "registry");
        vm.assertEq(state.stake + state.joinedAt + state.leavingAt, 0, "state");
        vm.assertEq(state.profile, 0, "profile");
    }

    function test_ShouldPayWhatSlashingLeft(uint256 penalty) public {
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        penalty = bound(penalty, 0, MIN_STAKE);
        vm.prank(alice);
        workers.leave();
        vm.prank(address(jobs));
        workers.slash(alice, penalty);
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);

        vm.prank(alice);
        workers.withdraw();

        vm.assertEq(alice.balance, MIN_STAKE - penalty, "balance");
        vm.assertEq(address(workers).balance, MIN_STAKE, "the stake of bob");
    }

    function test_ShouldLetItJoinAgainUnderItsOldPlace() public {
        join(alice, MIN_STAKE);
        leaveAndWait(alice);
        vm.prank(alice);
        workers.withdraw();

        vm.roll(vm.getBlockNumber() + 5);
        join(alice, MIN_STAKE);

        vm.assertEq(workers.activeSince(alice), vm.getBlockNumber(), "activeSince");
        vm.assertEq(workers.workerCount(), 1, "workerCount");
        vm.assertEq(workers.knownCount(), 1, "knownCount");
    }

    function test_ShouldWithdrawInAPause() public {
        join(alice, MIN_STAKE);
        leaveAndWait(alice);
        vm.prank(pauser);
        workers.pause();

        vm.prank(alice);
        workers.withdraw();
        vm.assertEq(alice.balance, MIN_STAKE, "balance");
    }

    function test_ShouldRefuseInTheCooldown(uint256 waited) public {
        waited = bound(waited, 0, COOLDOWN - 1);
        join(alice, MIN_STAKE);
        vm.prank(alice);
        workers.leave();
        uint256 leavingAt = vm.getBlockTimestamp() + COOLDOWN;
        vm.warp(vm.getBlockTimestamp() + waited);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.CoolingDown.selector, leavingAt));
        vm.prank(alice);
        workers.withdraw();
    }

    function test_ShouldRefuseWhoIsNotLeaving() public {
        join(alice, MIN_STAKE);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotLeaving.selector, alice));
        vm.prank(alice);
        workers.withdraw();
    }

    function test_ShouldRefuseASecondTime() public {
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        leaveAndWait(alice);
        vm.prank(alice);
        workers.withdraw();

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotMember.selector, alice));
        vm.prank(alice);
        workers.withdraw();
    }

    function test_ShouldKeepTheStakeOfAReceiverThatRefusesIt() public {
        Receiver receiver = new Receiver();
        join(address(receiver), MIN_STAKE);
        leaveAndWait(address(receiver));
        receiver.refuse(true);

        vm.expectRevert(
            abi.encodeWithSelector(IWorkerRegistry.TransferFailed.selector, address(receiver), MIN_STAKE)
        );
        vm.prank(address(receiver));
        workers.withdraw();

        receiver.refuse(false);
        vm.prank(address(receiver));
        workers.withdraw();
        vm.assertEq(address(receiver).balance, MIN_STAKE, "balance");
    }

    function test_ShouldPayAReentrantReceiverOnce() public {
        Receiver receiver = new Receiver();
        join(address(receiver), MIN_STAKE);
        join(bob, MIN_STAKE);
        leaveAndWait(address(receiver));
        receiver.reenter(address(workers), abi.encodeCall(workers.withdraw, ()));

        vm.prank(address(receiver));
        workers.withdraw();

        vm.assertEq(receiver.entered(), 1, "tried to re-enter");
        vm.assertTrue(!receiver.succeeded(), "and was refused");
        vm.assertEq(address(receiver).balance, MIN_STAKE, "balance");
        vm.assertEq(address(workers).balance, MIN_STAKE, "the stake of bob");
    }

    function leaveAndWait(address worker) private {
        vm.prank(worker);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
    }
}
